// Package handlergin has handlers of gin.
package handlergin

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
)

type item struct{ Name string }

type store struct{}

func (store) load(ctx context.Context, id int) (*item, error) {
	if id == 0 {
		return nil, errors.New("no such item")
	}
	return &item{}, nil
}

type api struct{ store store }

func (a *api) routes(r gin.IRoutes) {
	r.Use(a.auth, a.optionalUser(), a.remember)
	r.GET("/items/:id", a.show)
	r.POST("/items", a.create)
	r.GET("/touch", func(c *gin.Context) {
		if _, err := a.store.load(c, 1); err != nil { // want `^handler returns without a word because a.store.load failed: the client sees 200 OK$`
			return
		}
	})
	r.GET("/guarded", a.auth, a.guarded)
}

func (a *api) show(c *gin.Context) {
	id, err := strconv.Atoi(c.Param("id"))
	if err != nil { // want `because strconv.Atoi failed`
		return
	}
	it, err := a.store.load(c.Request.Context(), id)
	if err != nil {
		c.JSON(http.StatusNotFound, nil)
		return
	}
	c.JSON(http.StatusOK, it)
}

// ShouldBindJSON leaves the answer to the handler.
func (a *api) create(c *gin.Context) {
	c.Header("Cache-Control", "no-store")
	var it item
	if err := c.ShouldBindJSON(&it); err != nil { // want `because c.ShouldBindJSON failed`
		return
	}
	c.JSON(http.StatusCreated, it)
}

// Where the routes are is not seen, but this is who answers.
func Last(c *gin.Context) {
	it, err := store{}.load(c, 1)
	if err != nil { // want `because load failed`
		return
	}
	c.JSON(http.StatusOK, it)
}

// Bind answers 400 itself.
func bind(c *gin.Context) {
	var it item
	if err := c.Bind(&it); err != nil {
		return
	}
	c.JSON(http.StatusCreated, it)
}

// What is given the context may answer, and may have answered.
func delegates(c *gin.Context) {
	id, err := idOf(c)
	if err != nil {
		return
	}
	c.JSON(http.StatusOK, id)
}

func idOf(c *gin.Context) (int, error) {
	id, err := strconv.Atoi(c.Param("id"))
	if err != nil {
		c.JSON(http.StatusBadRequest, nil)
	}
	return id, err
}

// The writer is handed on.
func writer(c *gin.Context) {
	if err := upgrade(c.Writer, c.Request); err != nil {
		return
	}
	it, err := store{}.load(c, 1)
	if err != nil {
		return
	}
	c.JSON(http.StatusOK, it)
}

func upgrade(w http.ResponseWriter, r *http.Request) error {
	if r.Method != http.MethodGet {
		http.Error(w, "no", http.StatusBadRequest)
		return errors.New("no")
	}
	return nil
}

// Later handlers find out, and so does who called this one.
func (a *api) guarded(c *gin.Context) {
	if _, err := a.store.load(c, 1); err != nil {
		c.Status(http.StatusForbidden)
		return
	}
	it, err := a.store.load(c, 2)
	if err != nil {
		c.Error(err)
		return
	}
	c.JSON(http.StatusOK, it)
}

// The next handler runs when this one returns, and has the answer.
func (a *api) optionalUser() gin.HandlerFunc {
	return func(c *gin.Context) {
		id, err := strconv.Atoi(c.GetHeader("X-User"))
		if err != nil {
			return
		}
		c.Set("user", id)
	}
}

func (a *api) remember(c *gin.Context) {
	it, err := a.store.load(c, 1)
	if err != nil {
		return
	}
	c.Set("item", it)
	c.Next()
}

func (a *api) auth(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		c.AbortWithStatusJSON(http.StatusUnauthorized, nil)
		return
	}
	it, err := a.store.load(c, 1)
	if err != nil {
		return
	}
	c.Set("item", it)
}

// The answer is deferred.
func deferred(c *gin.Context) {
	code := http.StatusOK
	defer func() { c.Status(code) }()
	if _, err := (store{}).load(c, 1); err != nil {
		return
	}
}

// A step of a handler.
func whole(c *gin.Context) {
	step(c)
	c.JSON(http.StatusOK, nil)
}

func step(c *gin.Context) {
	it, err := store{}.load(c, 1)
	if err != nil {
		return
	}
	if it == nil {
		c.JSON(http.StatusNotFound, nil)
	}
}
