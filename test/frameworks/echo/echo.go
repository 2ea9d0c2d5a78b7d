// Package echo serves with github.com/labstack/echo.
package echo

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

type user struct {
	Name string `json:"name"`
}

type store interface {
	load(id string) (*user, error)
	save(*user) error
}

type api struct{ store }

func (a *api) routes() *echo.Echo {
	e := echo.New()
	e.GET("/users/:id", a.get)
	e.POST("/users", a.create)
	e.PUT("/users", a.update)
	return e
}

func (a *api) get(c echo.Context) error {
	u, err := a.load(c.Param("id"))
	if err != nil { // want `silent-handler: .*a.load failed: the client sees 200 OK`
		return nil
	}
	return c.JSON(http.StatusOK, u)
}

func (a *api) create(c echo.Context) error {
	var u user
	if err := c.Bind(&u); err != nil {
		return err
	}
	if err := a.save(&u); err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError, err.Error())
	}
	return c.JSON(http.StatusCreated, u)
}

func (a *api) update(c echo.Context) error {
	var u user
	if err := c.Bind(&u); err != nil {
		return c.NoContent(http.StatusBadRequest)
	}
	return a.save(&u)
}
