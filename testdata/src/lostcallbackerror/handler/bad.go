// Package handler has HTTP handlers that return because of an error.
package handler

import (
	"encoding/json"
	"errors"
	"html/template"
	"net/http"
	"strconv"
)

type item struct{ Name string }

type store struct{}

func (*store) load(id int) (*item, error) {
	if id == 0 {
		return nil, errors.New("no such item")
	}
	return &item{}, nil
}

func (*store) save(it *item) error {
	if it.Name == "" {
		return errors.New("item without a name")
	}
	return nil
}

type server struct {
	store *store
	tmpl  *template.Template
}

func (s *server) routes(mux *http.ServeMux) {
	mux.HandleFunc("POST /items", s.create)
	mux.HandleFunc("GET /items/{id}", s.show)
	mux.HandleFunc("GET /items/{id}/page", s.page)
	mux.Handle("GET /count", http.HandlerFunc(s.count))
	mux.HandleFunc("GET /first", func(w http.ResponseWriter, r *http.Request) {
		it, err := s.store.load(1)
		if err != nil { // want `^handler returns without a word because s.store.load failed: the client sees 200 OK$`
			return
		}
		json.NewEncoder(w).Encode(it)
	})
}

func (s *server) create(w http.ResponseWriter, r *http.Request) {
	var it item
	if err := json.NewDecoder(r.Body).Decode(&it); err != nil { // want `because json.NewDecoder\(\).Decode failed`
		return
	}
	err := s.store.save(&it)
	if err != nil { // want `because s.store.save failed`
		return
	}
	w.WriteHeader(http.StatusCreated)
}

// Headers alone answer 200 OK, and a limit on the body does not answer.
func (s *server) show(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil { // want `because strconv.Atoi failed`
		return
	}
	if it, err := s.store.load(id); err == nil { // want `because s.store.load failed`
		json.NewEncoder(w).Encode(it)
	} else {
		return
	}
}

// Only one of the branches fails without a word.
func (s *server) page(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil {
		http.Error(w, "bad id", http.StatusBadRequest)
		return
	}
	it, err := s.store.load(id)
	switch {
	case err != nil: // want `because s.store.load failed`
		return
	case it.Name == "":
		http.NotFound(w, r)
		return
	}
	s.tmpl.Execute(w, it)
}

// The answer comes after the loop, on the way which the error leaves.
func (s *server) count(w http.ResponseWriter, r *http.Request) {
	n := 0
	for id := range 10 {
		if _, err := s.store.load(id); err != nil { // want `because s.store.load failed`
			return
		}
		n++
	}
	w.Write([]byte(strconv.Itoa(n)))
}

// A type with ServeHTTP is a handler, wherever it goes.
type saver struct{ *store }

func (s saver) ServeHTTP(_ http.ResponseWriter, r *http.Request) {
	if err := s.save(&item{r.URL.Path}); err != nil { // want `because s.save failed`
		return
	}
}

// Nobody is let in, and the client is told that all went well.
func (s *server) onlyKnown(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id, err := strconv.Atoi(r.FormValue("user"))
		if err != nil { // want `because strconv.Atoi failed`
			return
		}
		r.Header.Set("X-User", strconv.Itoa(id))
		next.ServeHTTP(w, r)
	})
}
