package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestErrorLiteral(t *testing.T) {
	zero, one := 0, 1
	good := row{
		ID: "x.Go", Module: "x", Version: "v1.0.0", Kind: "error-future", Pkg: "x", Name: "Go", Decl: "x.go:1",
		Role: "future", Treatment: "told by Wait", Result: &zero, Asks: []string{"Wait"}, Definite: true,
	}
	var b bytes.Buffer
	require.NoError(t, errorLiteral(&b, good))
	assert.Equal(t, `Symbol: Symbol{"x", "", "Go"}, Role: Future, Shape: Call, Param: -1, ErrorParam: -1, Result: 0, `+
		`Asks: []string{"Wait"}, Definite: true, Channel: -1, Casual: -1, What: "told by Wait", Source: Source{"x", "v1.0.0", "x.go:1"}`, b.String())

	for _, test := range []struct {
		want   string
		change func(*row)
	}{
		{"does not say what happens to the error", func(r *row) { r.Treatment = "" }},
		{"a future that nothing asks", func(r *row) { r.Asks = nil }},
		{"without a result", func(r *row) { r.Result = nil }},
		{"without a result", func(r *row) { r.Role, r.Result = "join", nil }},
		{"without a result", func(r *row) { r.Role, r.Result = "answer", nil }},
		{"receives no error", func(r *row) { r.Must = true }},
		{"receives no error", func(r *row) { r.Only = true }},
		{"either definite, or with a reason", func(r *row) { r.Why = "wanted" }},
		{"either definite, or with a reason", func(r *row) { r.Definite = false }},
		{"nobody tells this error later", func(r *row) { r.Role, r.Result, r.Asks, r.Definite = "deferred-error", nil, nil, false }},
		{`unknown Role "yields"`, func(r *row) { r.Role = "yields" }},
		{`unknown Shape "elsewhere"`, func(r *row) { r.Kind = "elsewhere" }},
	} {
		r := good
		test.change(&r)
		assert.ErrorContains(t, errorLiteral(new(bytes.Buffer), r), test.want)
	}

	callback := row{
		ID: "x.Walk#1", Module: "x", Version: "v1.0.0", Kind: "func-param", Pkg: "x", Name: "Walk", Decl: "x.go:2",
		Role: "receives", Treatment: "must be looked at", Param: &one, ErrorPos: &zero, CBError: true, Must: true,
	}
	b.Reset()
	require.NoError(t, errorLiteral(&b, callback))
	assert.Contains(t, b.String(), "Role: ReceivesError, Shape: FuncParam, Param: 1, ErrorParam: 0, ReturnsError: true, Must: true, Result: -1")
}
