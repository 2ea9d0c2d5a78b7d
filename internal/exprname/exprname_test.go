package exprname_test

import (
	"go/parser"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/internal/exprname"
)

func TestOf(t *testing.T) {
	for expr, want := range map[string]string{
		"f":               "f",
		"(s.conn)":        "s.conn",
		"s.Done()":        "s.Done()",
		"s.Done().C":      "s.Done().C",
		"m[k].Close":      "m.Close",
		"f[int, string]":  "f",
		"*p":              "p",
		"func() {}":       "",
		"(func() {})().x": "x",
		"new(T).Serve":    "Serve",
		"(<-ch).Err":      "Err",
		"1 + 2":           "",
	} {
		e, err := parser.ParseExpr(expr)
		require.NoError(t, err)
		assert.Equal(t, want, exprname.Of(e), expr)
	}
}
