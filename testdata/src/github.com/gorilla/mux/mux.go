// Package mux is a stub: signatures of github.com/gorilla/mux.
package mux

import "net/http"

type Router struct{}

type Route struct{}

func NewRouter() *Router { return nil }

func Vars(r *http.Request) map[string]string { return nil }

func (r *Router) HandleFunc(path string, f func(http.ResponseWriter, *http.Request)) *Route {
	return nil
}

func (r *Route) Methods(methods ...string) *Route { return nil }
