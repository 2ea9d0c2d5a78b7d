// Package handlerecho has handlers of echo.
package handlerecho

import (
	"context"
	"errors"
	"log"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"
)

type item struct{ Name string }

func load(ctx context.Context, id int) (*item, error) {
	if id == 0 {
		return nil, errors.New("no such item")
	}
	return &item{}, nil
}

func routes(e *echo.Echo) {
	e.GET("/items/:id", show, known)
	e.POST("/items", create)
	e.GET("/first", func(c echo.Context) error {
		c.Response().Header().Set("Cache-Control", "no-store")
		it, err := load(c.Request().Context(), 1)
		if err != nil { // want `^handler returns without a word because load failed: the client sees 200 OK$`
			return nil
		}
		return c.JSON(http.StatusOK, it)
	})
}

func show(c echo.Context) error {
	id, err := strconv.Atoi(c.Param("id"))
	if err != nil { // want `because strconv.Atoi failed`
		return nil
	}
	it, err := load(c.Request().Context(), id)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, it)
}

func create(c echo.Context) error {
	var it item
	if err := c.Bind(&it); err != nil { // want `because c.Bind failed`
		return nil
	}
	return c.NoContent(http.StatusCreated)
}

// Nobody is let in, and the client is told that all went well.
func known(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if _, err := strconv.Atoi(c.QueryParam("user")); err != nil { // want `because strconv.Atoi failed`
			return nil
		}
		return next(c)
	}
}

// The router answers for the error.
func createOK(c echo.Context) error {
	var it item
	if err := c.Bind(&it); err != nil {
		return err
	}
	return c.NoContent(http.StatusCreated)
}

func answers(c echo.Context) error {
	it, err := load(c.Request().Context(), 1)
	if err != nil {
		return c.NoContent(http.StatusNotFound)
	}
	return c.JSON(http.StatusOK, it)
}

func logs(c echo.Context) error {
	it, err := load(c.Request().Context(), 1)
	if err != nil {
		log.Print(err)
		return nil
	}
	return c.JSON(http.StatusOK, it)
}

// It has answered by then.
func answered(c echo.Context) error {
	if err := c.JSON(http.StatusOK, nil); err != nil {
		return nil
	}
	if _, err := load(c.Request().Context(), 1); err != nil {
		return nil
	}
	return nil
}

func streams(c echo.Context) error {
	c.Response().WriteHeader(http.StatusOK)
	for id := range 3 {
		it, err := load(c.Request().Context(), id)
		if err != nil {
			return nil
		}
		c.Response().Write([]byte(it.Name))
	}
	return nil
}

func writer(c echo.Context) error {
	w := c.Response().Writer
	http.NotFound(w, c.Request())
	if _, err := load(c.Request().Context(), 1); err != nil {
		return nil
	}
	return nil
}

func delegates(c echo.Context) error {
	id, err := idOf(c)
	if err != nil {
		return nil
	}
	return c.JSON(http.StatusOK, id)
}

func idOf(c echo.Context) (int, error) {
	id, err := strconv.Atoi(c.Param("id"))
	if err != nil {
		c.NoContent(http.StatusBadRequest)
	}
	return id, err
}

// A named result carries the error.
func named(c echo.Context) (err error) {
	if _, err = load(c.Request().Context(), 1); err != nil {
		return
	}
	return c.NoContent(http.StatusOK)
}
