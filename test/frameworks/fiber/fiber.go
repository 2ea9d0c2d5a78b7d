// Package fiber serves with github.com/gofiber/fiber.
package fiber

import (
	"github.com/gofiber/fiber/v2"
)

type user struct {
	Name string `json:"name"`
}

type store interface {
	load(id string) (*user, error)
	save(*user) error
}

type api struct{ store }

func (a *api) app() *fiber.App {
	app := fiber.New()
	app.Get("/users/:id", a.get)
	app.Post("/users", a.create)
	app.Put("/users", func(c *fiber.Ctx) error {
		var u user
		if err := c.BodyParser(&u); err != nil { // want `silent-handler: .*c.BodyParser failed: the client sees 200 OK`
			return nil
		}
		return a.save(&u)
	})
	return app
}

func (a *api) get(c *fiber.Ctx) error {
	u, err := a.load(c.Params("id"))
	if err != nil { // want `silent-handler: .*a.load failed: the client sees 200 OK`
		return nil
	}
	return c.JSON(u)
}

func (a *api) create(c *fiber.Ctx) error {
	var u user
	if err := c.BodyParser(&u); err != nil {
		return c.SendStatus(fiber.StatusBadRequest)
	}
	if err := a.save(&u); err != nil {
		return fiber.NewError(fiber.StatusInternalServerError, err.Error())
	}
	return c.Status(fiber.StatusCreated).JSON(u)
}
