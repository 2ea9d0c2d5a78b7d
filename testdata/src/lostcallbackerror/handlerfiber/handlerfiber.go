// Package handlerfiber has handlers of fiber, and of fasthttp below it.
package handlerfiber

import (
	"context"
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

func load(ctx context.Context, id int) (string, error) {
	if id == 0 {
		return "", errors.New("no such item")
	}
	return "", nil
}

func routes(r fiber.Router) {
	r.Use(user)
	r.Get("/items/:id", show)
	r.Post("/items", create)
}

func show(c *fiber.Ctx) error {
	id, err := strconv.Atoi(c.Params("id"))
	if err != nil { // want `^handler returns without a word because strconv.Atoi failed: the client sees 200 OK$`
		return nil
	}
	it, err := load(c.Context(), id)
	if err != nil { // want `because load failed`
		return nil
	}
	return c.JSON(it)
}

func create(c *fiber.Ctx) error {
	user, _ := c.Locals("user").(string)
	var it struct{ Name string }
	if err := c.BodyParser(&it); err != nil { // want `because c.BodyParser failed`
		return nil
	}
	return c.JSON(it.Name + user)
}

func raw(ctx *fasthttp.RequestCtx) {
	it, err := load(ctx, len(ctx.PostBody()))
	if err != nil { // want `because load failed`
		return
	}
	ctx.WriteString(it)
}

func user(c *fiber.Ctx) error {
	id, err := strconv.Atoi(c.Params("user"))
	if err != nil {
		return c.Next()
	}
	c.Locals("user", strconv.Itoa(id))
	return c.Next()
}

func showOK(c *fiber.Ctx) error {
	id, err := strconv.Atoi(c.Params("id"))
	if err != nil {
		return c.SendStatus(400)
	}
	it, err := load(c.Context(), id)
	if err != nil {
		return err
	}
	return c.JSON(it)
}

// The status is there already.
func status(c *fiber.Ctx) error {
	c.Status(202)
	if _, err := load(c.Context(), 1); err != nil {
		return nil
	}
	return c.SendStatus(200)
}

func statusBelow(c *fiber.Ctx) error {
	c.Context().SetStatusCode(500)
	it, err := load(c.Context(), 1)
	if err != nil {
		return nil
	}
	c.Context().SetStatusCode(200)
	return c.JSON(it)
}

// What is kept for others may say that there is no item.
func locals(c *fiber.Ctx) error {
	c.Locals("failed", true)
	it, err := load(c.Context(), 1)
	if err != nil {
		return nil
	}
	return c.JSON(it)
}

func rawOK(ctx *fasthttp.RequestCtx) {
	ctx.SetStatusCode(500)
	it, err := load(ctx, 1)
	if err != nil {
		return
	}
	ctx.SetStatusCode(200)
	ctx.WriteString(it)
}
