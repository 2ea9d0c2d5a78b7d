// Package httprouter serves with github.com/julienschmidt/httprouter.
package httprouter

import (
	"net/http"
	"strconv"

	"github.com/julienschmidt/httprouter"
)

type store struct{ names map[int]string }

func (s *store) routes() http.Handler {
	r := httprouter.New()
	r.GET("/silent/:id", s.silent)
	r.GET("/answers/:id", s.answers)
	r.HandlerFunc(http.MethodGet, "/plain", func(w http.ResponseWriter, r *http.Request) {
		n, err := strconv.Atoi(r.URL.Query().Get("n"))
		if err != nil { // want `silent-handler: .*strconv.Atoi failed: the client sees 200 OK`
			return
		}
		_, _ = w.Write([]byte(s.names[n]))
	})
	return r
}

func (s *store) silent(w http.ResponseWriter, r *http.Request, p httprouter.Params) {
	id, err := strconv.Atoi(p.ByName("id"))
	if err != nil { // want `silent-handler: .*strconv.Atoi failed: the client sees 200 OK`
		return
	}
	_, _ = w.Write([]byte(s.names[id]))
}

func (s *store) answers(w http.ResponseWriter, r *http.Request, p httprouter.Params) {
	id, err := strconv.Atoi(p.ByName("id"))
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	_, _ = w.Write([]byte(s.names[id]))
}
