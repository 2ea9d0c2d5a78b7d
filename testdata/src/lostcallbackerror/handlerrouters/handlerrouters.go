// Package handlerrouters has handlers of routers that take those of net/http, or
// almost.
package handlerrouters

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"
	"github.com/gorilla/mux"
	"github.com/julienschmidt/httprouter"
)

func routes(m *mux.Router, c chi.Router, h *httprouter.Router) {
	m.HandleFunc("/items/{id}", showMux).Methods(http.MethodGet)
	c.Get("/items/{id}", showChi)
	c.Use(onlyKnown)
	h.GET("/items/:id", show)
	h.POST("/items/:id", func(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {
		if _, err := strconv.Atoi(ps.ByName("id")); err != nil { // want `because strconv.Atoi failed`
			return
		}
	})
}

func showMux(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(mux.Vars(r)["id"])
	if err != nil { // want `^handler returns without a word because strconv.Atoi failed: the client sees 200 OK$`
		return
	}
	fmt.Fprintln(w, id)
}

func showChi(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(chi.URLParam(r, "id"))
	if err != nil { // want `because strconv.Atoi failed`
		return
	}
	fmt.Fprintln(w, id)
}

func show(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {
	id, err := strconv.Atoi(ps.ByName("id"))
	if err != nil { // want `because strconv.Atoi failed`
		return
	}
	fmt.Fprintln(w, id)
}

func showOK(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {
	id, err := strconv.Atoi(ps.ByName("id"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	fmt.Fprintln(w, id)
}

// Who is not known is let in too.
func onlyKnown(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer next.ServeHTTP(w, r)
		id, err := strconv.Atoi(r.FormValue("user"))
		if err != nil {
			return
		}
		r.Header.Set("X-User", strconv.Itoa(id))
	})
}
