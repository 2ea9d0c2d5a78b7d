package request

import (
	"context"
	"database/sql"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"
)

type server struct {
	db   *sql.DB
	sem  chan struct{}
	jobs chan string
	mu   sync.Mutex
	last string

	token  string
	audits bool
	busy   map[string]bool
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	go s.audit(r.URL.Path) // want `each request to \(\*server\).ServeHTTP starts a goroutine that outlives it: clients don't wait for it, and nothing limits how many pile up when \(\*sql.DB\).Exec is slow`
	w.WriteHeader(http.StatusAccepted)
}

func (s *server) audit(path string) {
	if _, err := s.db.Exec("INSERT", path); err != nil {
		log.Print(err)
	}
}

func (s *server) report(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	go func() { // want `each request to \(\*server\).report starts a goroutine that outlives it`
		s.audit(path)
	}()
	w.WriteHeader(http.StatusAccepted)
}

func (s *server) routes(mux *http.ServeMux) {
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		go s.audit(r.URL.Path) // want `each request to the handler in \(\*server\).routes starts a goroutine that outlives it`
	})
}

func (s *server) helper(w http.ResponseWriter, r *http.Request) {
	s.later(r.URL.Path)
}

func (s *server) later(path string) {
	go s.audit(path) // want `each request to \(\*server\).helper starts a goroutine that outlives it`
}

func (s *server) authorized(w http.ResponseWriter, r *http.Request) {
	if !s.allowed(r) || !s.audits {
		http.Error(w, "no", http.StatusForbidden)
		return
	}
	go s.audit(r.URL.Path) // want `each request to \(\*server\).authorized starts a goroutine that outlives it`
}

func (s *server) allowed(r *http.Request) bool { return r.Header.Get("Token") == s.token }

func (s *server) configure(token string, audits bool) { s.token, s.audits = token, audits }

// It may ask how many there are.
func (s *server) hasRoom(w http.ResponseWriter, r *http.Request) {
	if !s.room() {
		http.Error(w, "busy", http.StatusServiceUnavailable)
		return
	}
	go s.audit(r.URL.Path)
}

func (s *server) room() bool { return len(s.busy) < 10 }

func (s *server) single(w http.ResponseWriter, r *http.Request) {
	if s.audits {
		return
	}
	s.audits = true
	go s.audit(r.URL.Path)
}

func (s *server) waits(w http.ResponseWriter, r *http.Request) {
	s.audit(r.URL.Path)
}

// Who waits for the answer doesn't ask again.
func (s *server) joined(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.audit(r.URL.Path)
		}()
	}
	wg.Wait()
}

func (s *server) semaphore(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	s.sem <- struct{}{}
	go func() {
		defer func() { <-s.sem }()
		s.audit(path)
	}()
}

func (s *server) rejects(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	select {
	case s.sem <- struct{}{}:
	default:
		http.Error(w, "busy", http.StatusServiceUnavailable)
		return
	}
	go func() {
		defer func() { <-s.sem }()
		s.audit(path)
	}()
}

func (s *server) queued(w http.ResponseWriter, r *http.Request) {
	select {
	case s.jobs <- r.URL.Path:
	default:
		http.Error(w, "busy", http.StatusServiceUnavailable)
	}
}

// Each ends after a second.
func (s *server) timed(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		s.db.ExecContext(ctx, "INSERT", path)
	}()
}

func (s *server) quick(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	go func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.last = path
	}()
}

func (s *server) keyed(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.busy[path] {
		return
	}
	s.busy[path] = true
	go func() {
		s.audit(path)
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.busy, path)
	}()
}

// What was a request is a connection, and lasts as long.
func (s *server) tunnel(w http.ResponseWriter, r *http.Request) {
	upstream, err := net.Dial("tcp", r.Host)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	client, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	go io.Copy(upstream, client)
	go io.Copy(client, upstream)
}

// Starts what serves, once.
func (s *server) start() {
	go s.audit("start")
}

//asynclint:bounded
func (s *server) declared(w http.ResponseWriter, r *http.Request) {
	go s.audit(r.URL.Path)
}
