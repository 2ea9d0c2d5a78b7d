package handler

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
)

// The answer says what is wrong.
func (s *server) createOK(w http.ResponseWriter, r *http.Request) {
	var it item
	if err := json.NewDecoder(r.Body).Decode(&it); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if err := s.store.save(&it); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusCreated)
}

// The failure is in the log.
func (s *server) logs(w http.ResponseWriter, r *http.Request) {
	it, err := s.store.load(1)
	if err != nil {
		log.Print(err)
		return
	}
	json.NewEncoder(w).Encode(it)
}

// The status was sent before.
func (s *server) accepted(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusAccepted)
	it, err := s.store.load(1)
	if err != nil {
		return
	}
	fmt.Fprintln(w, it.Name)
}

// It was sent on one of the ways here.
func (s *server) mayHaveAnswered(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPost {
		w.WriteHeader(http.StatusAccepted)
	}
	it, err := s.store.load(1)
	if err != nil {
		return
	}
	fmt.Fprintln(w, it.Name)
}

// There is nobody left to tell.
func (s *server) write(w http.ResponseWriter, r *http.Request) {
	if _, err := w.Write([]byte("hello")); err != nil {
		return
	}
	if _, err := fmt.Fprintln(w, "world"); err != nil {
		return
	}
	if err := json.NewEncoder(w).Encode(r.Header); err != nil {
		return
	}
	if _, err := io.Copy(w, r.Body); err != nil {
		return
	}
	if err := s.tmpl.Execute(w, nil); err != nil {
		return
	}
	if err := http.NewResponseController(w).Flush(); err != nil {
		return
	}
}

// The client has gone.
func (s *server) gone(w http.ResponseWriter, r *http.Request) {
	if err := r.Context().Err(); err != nil {
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	w.Write(body)
}

// parse answers if it fails, and so do others that have the writer.
func (s *server) delegates(w http.ResponseWriter, r *http.Request) {
	it, err := s.parse(w, r)
	if err != nil {
		return
	}
	if err := s.store.save(it); err != nil {
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *server) parse(w http.ResponseWriter, r *http.Request) (*item, error) {
	it := new(item)
	err := json.NewDecoder(r.Body).Decode(it)
	if err != nil {
		http.Error(w, "bad item", http.StatusBadRequest)
	}
	return it, err
}

type answer struct {
	w http.ResponseWriter
	r *http.Request
}

func (a *answer) decode(v any) error {
	err := json.NewDecoder(a.r.Body).Decode(v)
	if err != nil {
		http.Error(a.w, "bad body", http.StatusBadRequest)
	}
	return err
}

func (s *server) keeps(w http.ResponseWriter, r *http.Request) {
	a := answer{w, r}
	var it item
	if err := a.decode(&it); err != nil {
		return
	}
}

func (s *server) keepsPointer(w http.ResponseWriter, r *http.Request) {
	a := &answer{w: w, r: r}
	var it item
	if err := a.decode(&it); err != nil {
		return
	}
}

// A literal has the writer.
func (s *server) literal(w http.ResponseWriter, r *http.Request) {
	load := func(text string) (*item, error) {
		id, err := strconv.Atoi(text)
		if err != nil {
			http.Error(w, "bad id", http.StatusBadRequest)
			return nil, err
		}
		return s.store.load(id)
	}
	it, err := load(r.FormValue("id"))
	if err != nil {
		return
	}
	fmt.Fprintln(w, it.Name)
}

// What is deferred answers.
func (s *server) deferred(w http.ResponseWriter, r *http.Request) {
	status := http.StatusInternalServerError
	defer func() { w.WriteHeader(status) }()
	if err := s.store.save(&item{r.URL.Path}); err != nil {
		return
	}
	status = http.StatusOK
}

func (s *server) deferredCall(w http.ResponseWriter, r *http.Request) {
	it := new(item)
	defer json.NewEncoder(w).Encode(it)
	if err := s.store.save(it); err != nil {
		return
	}
}

// The connection is no longer HTTP's.
func (s *server) hijacked(w http.ResponseWriter, r *http.Request) {
	hj, ok := w.(http.Hijacker)
	if !ok {
		http.Error(w, "no", http.StatusNotImplemented)
		return
	}
	conn, rw, err := hj.Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	if err := speak(conn, rw); err != nil {
		return
	}
}

func speak(conn net.Conn, rw *bufio.ReadWriter) error {
	if conn == nil || rw == nil {
		return fmt.Errorf("no connection")
	}
	return nil
}

// The upgrade answers where it fails.
type upgrader struct{}

func (upgrader) Upgrade(w http.ResponseWriter, r *http.Request, h http.Header) (net.Conn, error) {
	if r.Method != http.MethodGet {
		http.Error(w, "no websocket", http.StatusBadRequest)
		return nil, fmt.Errorf("no websocket")
	}
	return nil, nil
}

func (s *server) websocket(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader{}.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	conn.Close()
}

// The next handler has answered.
func (s *server) counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r)
		if err := s.store.save(&item{r.URL.Path}); err != nil {
			return
		}
	})
}

// The writer is wrapped, and what wraps it answers.
type recorder struct {
	http.ResponseWriter
	failed bool
}

func (s *server) wrapped(w http.ResponseWriter, r *http.Request) {
	w = &recorder{ResponseWriter: w}
	if err := s.store.save(&item{r.URL.Path}); err != nil {
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// A helper: who calls it answers.
func (s *server) ServeAll(w http.ResponseWriter, r *http.Request) {
	s.remember(w, r)
	w.WriteHeader(http.StatusNoContent)
}

func (s *server) remember(w http.ResponseWriter, r *http.Request) {
	it, err := s.store.load(1)
	if err != nil {
		return
	}
	http.SetCookie(w, &http.Cookie{Name: "item", Value: it.Name})
}

// A hook with the same type: what it is for is not known, and it never answers.
type hooks struct {
	before func(w http.ResponseWriter, r *http.Request)
}

func (s *server) hooks() hooks {
	return hooks{before: func(w http.ResponseWriter, r *http.Request) {
		it, err := s.store.load(1)
		if err != nil {
			return
		}
		w.Header().Set("X-Item", it.Name)
	}}
}

// It returns an error to who called it, or what means the same.
func (s *server) withError(w http.ResponseWriter, r *http.Request) error {
	it, err := s.store.load(1)
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(it)
}

// A reason is given.
func (s *server) reason(w http.ResponseWriter, r *http.Request) {
	it, err := s.store.load(1)
	if err != nil {
		// Nothing to show: an empty page is what the client expects.
		return
	}
	fmt.Fprintln(w, it.Name)
}

// The error has turned into something else.
func (s *server) compared(w http.ResponseWriter, r *http.Request) {
	it, err := s.store.load(1)
	if err == context.Canceled {
		return
	}
	if err != nil {
		return
	}
	fmt.Fprintln(w, it.Name)
}

type status struct{ err error }

func (s *server) remembered(st *status) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		it, err := s.store.load(1)
		st.err = err
		if err != nil {
			return
		}
		fmt.Fprintln(w, it.Name)
	}
}

// Not a handler at all.
func plain(r *http.Request) {
	if err := r.ParseForm(); err != nil {
		return
	}
}
