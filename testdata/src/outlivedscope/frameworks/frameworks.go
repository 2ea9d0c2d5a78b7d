// Package frameworks holds handlers whose contexts are used again.
package frameworks

import (
	"context"
	"log"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"github.com/valyala/fasthttp"
)

func save(ctx context.Context, id string) error { return ctx.Err() }

type mailer interface {
	Send(ctx context.Context, id string) error
}

// Bugs.

func ginMethod(c *gin.Context) {
	go func() { // want `goroutine uses c when ginMethod may have returned: gin gives it to another request then \(c.Query at line \d+\)`
		log.Print(c.Query("id"))
	}()
	c.Status(http.StatusAccepted)
}

func ginContext(m mailer) gin.HandlerFunc {
	return func(c *gin.Context) {
		id := c.Param("id")
		go func() { // want `goroutine uses c when the function may have returned`
			if err := m.Send(c, id); err != nil {
				log.Print(err)
			}
		}()
	}
}

func ginPassed(c *gin.Context) {
	go notify(c) // want `goroutine uses c`
}

func notify(c *gin.Context) { log.Print(c.ClientIP()) }

func ginAnswer(c *gin.Context) {
	go func() { // want `goroutine uses c`
		c.JSON(http.StatusOK, c.Query("id"))
	}()
}

func echoParam(c echo.Context) error {
	go func() { // want `goroutine uses c when echoParam may have returned: echo gives it to another request then`
		log.Print(c.Param("id"))
	}()
	return c.NoContent(http.StatusAccepted)
}

func fiberParams(c *fiber.Ctx) error {
	go func() { // want `fiber gives it to another request then`
		log.Print(c.Params("id"))
	}()
	return c.SendStatus(http.StatusAccepted)
}

func fast(ctx *fasthttp.RequestCtx) {
	go func() { // want `fasthttp gives it to another request then`
		log.Print(string(ctx.PostBody()))
	}()
}

func ginRequest(m mailer) gin.HandlerFunc {
	return func(c *gin.Context) {
		go func() { // want `goroutine uses c when the function may have returned: gin gives it to another request then \(Request at line \d+\)`
			if err := m.Send(c.Request.Context(), "x"); err != nil {
				log.Print(err)
			}
		}()
	}
}

func ginRequestContext(m mailer) gin.HandlerFunc {
	return func(c *gin.Context) {
		ctx := c.Request.Context()
		go func() { // want `goroutine works with a context that ends with the request: when the function returns, the request's context is cancelled`
			if err := m.Send(ctx, "x"); err != nil {
				log.Print(err)
			}
		}()
		c.Status(http.StatusAccepted)
	}
}

func echoRequestContext(m mailer) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx := c.Request().Context()
		go func() { // want `goroutine works with a context that ends with the request`
			if err := m.Send(ctx, "x"); err != nil {
				log.Print(err)
			}
		}()
		return c.NoContent(http.StatusAccepted)
	}
}

// Near-misses.

func ginCopied(c *gin.Context) {
	cp := c.Copy()
	go func() {
		log.Print(cp.Query("id"))
	}()
}

func ginCopyPassed(c *gin.Context) {
	go notify(c.Copy())
}

func ginJoined(c *gin.Context) {
	var wg sync.WaitGroup
	wg.Go(func() { log.Print(c.Query("id")) })
	wg.Wait()
	c.Status(http.StatusOK)
}

func ginValue(c *gin.Context) {
	id := c.Query("id")
	go func() {
		log.Print(id)
	}()
}

func ginHelper(c *gin.Context) {
	done := make(chan struct{})
	collect(c, done)
	<-done
}

func collect(c *gin.Context, done chan<- struct{}) {
	go func() {
		defer close(done)
		log.Print(c.Query("id"))
	}()
}

func echoRequest(c echo.Context) error {
	id := c.Param("id")
	go func() {
		if err := save(context.Background(), id); err != nil {
			log.Print(err)
		}
	}()
	return c.NoContent(http.StatusAccepted)
}

func fastCopied(ctx *fasthttp.RequestCtx) {
	body := string(ctx.PostBody())
	go func() {
		log.Print(body)
	}()
}
