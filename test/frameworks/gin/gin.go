// Package gin serves with github.com/gin-gonic/gin.
package gin

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type user struct {
	Name string `json:"name"`
}

type store interface {
	user(id string) (*user, error)
	save(u *user) error
}

type api struct{ store store }

func (a *api) routes() *gin.Engine {
	r := gin.New()
	r.Use(gin.Recovery(), a.authenticate)
	r.GET("/users/:id", a.get)
	r.POST("/users", a.create)
	r.PUT("/users", a.update)
	r.DELETE("/users/:id", func(c *gin.Context) {
		if err := a.store.save(nil); err != nil { // want `silent-handler: .*a.store.save failed: the client sees 200 OK`
			return
		}
		c.Status(http.StatusNoContent)
	})
	return r
}

func (a *api) get(c *gin.Context) {
	u, err := a.store.user(c.Param("id"))
	if err != nil { // want `silent-handler: .*a.store.user failed: the client sees 200 OK`
		return
	}
	c.JSON(http.StatusOK, u)
}

func (a *api) create(c *gin.Context) {
	var u user
	if err := c.ShouldBindJSON(&u); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()})
		return
	}
	if err := a.store.save(&u); err != nil {
		_ = c.AbortWithError(http.StatusInternalServerError, err)
		return
	}
	c.JSON(http.StatusCreated, u)
}

func (a *api) update(c *gin.Context) {
	var u user
	// BindJSON answers 400 by itself.
	if err := c.BindJSON(&u); err != nil {
		return
	}
	if err := a.store.save(&u); err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	c.Status(http.StatusNoContent)
}

// authenticate is followed by the handler.
func (a *api) authenticate(c *gin.Context) {
	u, err := a.store.user(c.GetHeader("Authorization"))
	if err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Set("user", u)
	c.Next()
}
