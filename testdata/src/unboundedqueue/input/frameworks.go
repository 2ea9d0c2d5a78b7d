package input

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/mux"
)

func muxVars(w http.ResponseWriter, r *http.Request) {
	vars := mux.Vars(r)
	n, _ := strconv.Atoi(vars["n"])
	run(make(chan int, n)) // want `as many elements as mux.Vars says`
}

func chiParam(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(chi.URLParam(r, "n"))
	run(make(chan int, n)) // want `as many elements as chi.URLParam says`
}

func fiberParam(c *fiber.Ctx) error {
	n, err := strconv.Atoi(c.Params("n"))
	if err != nil {
		return err
	}
	run(make(chan int, n)) // want `as many elements as c.Params says`
	return nil
}

func ginQuery(c *gin.Context) {
	n, _ := strconv.Atoi(c.Query("n"))
	run(make(chan int, n)) // want `as many elements as c.Query says`
}

func ginBind(c *gin.Context) {
	var o struct{ Count int }
	if c.ShouldBindJSON(&o) == nil {
		run(make(chan int, o.Count)) // want `as many elements as o.Count says`
	}
}

func ginRefused(c *gin.Context) {
	n, err := strconv.Atoi(c.Param("n"))
	if err != nil || n > most {
		c.AbortWithStatus(400)
		return
	}
	run(make(chan int, n))
}

// What the program has put there is no input.
func ginSet(c *gin.Context) {
	v, _ := c.Get("n")
	n, _ := v.(int)
	run(make(chan int, n))
}
