// Package httprouter is a stub: signatures of github.com/julienschmidt/httprouter.
package httprouter

import "net/http"

type Param struct {
	Key   string
	Value string
}

type Params []Param

func (ps Params) ByName(name string) string { return "" }

type Handle func(http.ResponseWriter, *http.Request, Params)

type Router struct{}

func (r *Router) GET(path string, handle Handle)  {}
func (r *Router) POST(path string, handle Handle) {}
