package apimodel

import (
	"go/token"
	"go/types"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestIsRouter(t *testing.T) {
	for path, want := range map[string]bool{
		"net/http":                    true,
		"github.com/labstack/echo/v4": true,
		"github.com/labstack/echo":    true,
		"github.com/labstack/echo/v":  false,
		"github.com/go-chi/chi/v5":    false, // its handlers are those of net/http
	} {
		assert.Equal(t, want, new(Model).IsRouter(path), path)
	}
}

func TestAnswersNothing(t *testing.T) {
	for _, tt := range []struct {
		path, name string
		want       bool
	}{
		{"net/http", "Header", true},
		{"net/http", "Headers", false},
		{"net/http", "Error", false},
		{"github.com/gin-gonic/gin", "ShouldBindJSON", true},
		{"github.com/gin-gonic/gin", "BindJSON", false}, // answers 400
		{"github.com/gofiber/fiber/v2", "QueryInt", true},
		{"github.com/gofiber/fiber/v2", "SendStatus", false},
		{"example.com/gin", "Query", false},
	} {
		fn := types.NewFunc(token.NoPos, types.NewPackage(tt.path, ""), tt.name, types.NewSignatureType(nil, nil, nil, nil, nil, false))
		assert.Equal(t, tt.want, new(Model).AnswersNothing(fn), tt)
	}
}
