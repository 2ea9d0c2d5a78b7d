// Package goja is a stub: signatures of github.com/dop251/goja.
package goja

type Runtime struct{ _ int }
