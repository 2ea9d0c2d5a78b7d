// Package chi serves with github.com/go-chi/chi.
package chi

import (
	"encoding/json"
	"log"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

type user struct{ Name string }

type store interface {
	user(id string) (*user, error)
	save(id string, u *user) error
}

type server struct{ store store }

func (s *server) routes() http.Handler {
	r := chi.NewRouter()
	r.Use(middleware.RequestID)
	r.Get("/users/{id}", s.get)
	r.Put("/users/{id}", s.put)
	r.Post("/users/{id}", s.post)
	r.Route("/admin", func(r chi.Router) {
		r.Delete("/users/{id}", func(w http.ResponseWriter, r *http.Request) {
			if err := s.store.save(chi.URLParam(r, "id"), nil); err != nil { // want `silent-handler: .*200 OK`
				return
			}
			w.WriteHeader(http.StatusNoContent)
		})
	})
	return r
}

func (s *server) get(w http.ResponseWriter, r *http.Request) {
	u, err := s.store.user(chi.URLParam(r, "id"))
	if err != nil { // want `silent-handler: handler returns without a word because s.store.user failed: the client sees 200 OK`
		return
	}
	if err := json.NewEncoder(w).Encode(u); err != nil {
		return // the client has gone, or has half an answer: no status can help
	}
}

func (s *server) put(w http.ResponseWriter, r *http.Request) {
	var u user
	if err := json.NewDecoder(r.Body).Decode(&u); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if err := s.store.save(chi.URLParam(r, "id"), &u); err != nil {
		log.Print(err)
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
}

func (s *server) post(w http.ResponseWriter, r *http.Request) {
	u, err := s.store.user(chi.URLParam(r, "id"))
	if err != nil {
		s.fail(w, err)
		return
	}
	_ = json.NewEncoder(w).Encode(u)
}

func (s *server) fail(w http.ResponseWriter, err error) {
	http.Error(w, err.Error(), http.StatusInternalServerError)
}

// timed runs the next handler where the recover of the server does not reach.
func timed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		done := make(chan struct{})
		go func() { // want `recover-elsewhere: `
			defer close(done)
			next.ServeHTTP(w, r)
		}()
		select {
		case <-done:
		case <-r.Context().Done():
			<-done
		}
	})
}

func recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		done := make(chan struct{})
		go func() {
			defer close(done)
			defer func() {
				if p := recover(); p != nil {
					log.Print(p)
				}
			}()
			next.ServeHTTP(w, r)
		}()
		<-done
	})
}
