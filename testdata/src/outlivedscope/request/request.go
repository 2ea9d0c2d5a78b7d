// Package request holds goroutines that use what belongs to a request.
package request

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
	"sync"
	"time"
)

type store interface {
	Save(ctx context.Context, v int) error
}

type handler struct {
	store store
	queue chan int
	wg    sync.WaitGroup
}

type key struct{}

// Bugs.

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	go func() { // want `goroutine works with a context that ends with the request: when ServeHTTP returns, r.Context\(\) is cancelled, and nothing waits for the goroutine \(h.store.Save at line \d+\)`
		if err := h.store.Save(r.Context(), 1); err != nil {
			log.Print(err)
		}
	}()
	w.WriteHeader(http.StatusAccepted)
}

func (h *handler) variable(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go func() { // want `goroutine works with a context that ends with the request`
		if err := h.store.Save(ctx, 1); err != nil {
			log.Print(err)
		}
	}()
	fmt.Fprintln(w, "accepted")
}

func (h *handler) derived(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithValue(r.Context(), key{}, 1)
	go h.save(ctx, 1) // want `\(h.store.Save at line \d+\)`
	w.WriteHeader(http.StatusAccepted)
}

func (h *handler) save(ctx context.Context, v int) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if err := h.store.Save(ctx, v); err != nil {
		log.Print(err)
	}
}

func (h *handler) request(w http.ResponseWriter, r *http.Request) {
	go h.audit(r) // want `goroutine works with a context`
}

func (h *handler) audit(r *http.Request) {
	log.Print(h.store.Save(r.Context(), 1))
}

func (h *handler) routed(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodPost:
		h.post(w, r)
	default:
		http.NotFound(w, r)
	}
}

func (h *handler) post(w http.ResponseWriter, r *http.Request) {
	go h.audit(r) // want `when post returns, r.Context\(\) is cancelled`
}

func (h *handler) literal() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		go h.audit(r) // want `when the function returns`
	}
}

func written(w http.ResponseWriter, r *http.Request) {
	go func() { // want `goroutine writes to w when written may have returned: by then the connection serves other requests \(fmt.Fprintln at line \d+\)`
		time.Sleep(time.Second)
		fmt.Fprintln(w, "late")
	}()
}

func encoded(w http.ResponseWriter, r *http.Request) {
	done := make(chan struct{})
	go func() { // want `goroutine writes to w`
		defer close(done)
		json.NewEncoder(w).Encode(1)
	}()
	select {
	case <-done:
	case <-time.After(time.Second):
	}
}

func read(w http.ResponseWriter, r *http.Request) {
	go func() { // want `goroutine reads r.Body when read may have returned: the server closes it then \(io.ReadAll at line \d+\)`
		b, err := io.ReadAll(r.Body)
		log.Print(b, err)
	}()
	w.WriteHeader(http.StatusAccepted)
}

func decoded(w http.ResponseWriter, r *http.Request) {
	body := r.Body
	go func() { // want `goroutine reads r.Body`
		var v int
		json.NewDecoder(body).Decode(&v)
	}()
}

// The goroutine does not accompany the handler: it does one thing, and tells
// nobody.
func (h *handler) apart(w http.ResponseWriter, r *http.Request) {
	go func() { // want `goroutine works with a context that ends with the request: when apart returns`
		if err := h.store.Save(r.Context(), 1); err != nil {
			log.Print(err)
		}
	}()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	w.Write(b)
}

type response struct{}

type UnimplementedStoreServer struct{}

func (UnimplementedStoreServer) Put(context.Context, *int) (*response, error) { return nil, nil }

type service struct {
	UnimplementedStoreServer
	store store
}

func (s *service) Put(ctx context.Context, v *int) (*response, error) {
	go func() { // want `when Put returns, ctx is cancelled, and nothing waits for the goroutine \(s.store.Save at line \d+\)`
		if err := s.store.Save(ctx, *v); err != nil {
			log.Print(err)
		}
	}()
	return &response{}, nil
}

// Near-misses.

// Put2 is no method of the service.
func (s *service) Put2(ctx context.Context, v *int) (*response, error) {
	go func() { log.Print(s.store.Save(ctx, *v)) }()
	return &response{}, nil
}

type detachedService struct {
	UnimplementedStoreServer
	store store
}

func (s *detachedService) Put(ctx context.Context, v *int) (*response, error) {
	ctx = context.WithoutCancel(ctx)
	go func() { log.Print(s.store.Save(ctx, *v)) }()
	return &response{}, nil
}

// The goroutine repeats what it does for as long as the handler runs.
func (h *handler) repeats(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go func() {
		for ctx.Err() == nil {
			if err := h.store.Save(ctx, 1); err != nil {
				log.Print(err)
			}
		}
	}()
	io.Copy(w, r.Body)
}

func (h *handler) tells(w http.ResponseWriter, r *http.Request) {
	go func() {
		if err := h.store.Save(r.Context(), 1); err != nil {
			h.queue <- 1
		}
	}()
	io.Copy(w, r.Body)
}

type hub struct{}

func (hub) Serve(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }

type server interface {
	Serve(ctx context.Context) error
}

func serves(w http.ResponseWriter, r *http.Request, s server) {
	go func() { log.Print(s.Serve(r.Context())) }()
	io.Copy(w, r.Body)
}

func (h *handler) detached(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
		defer cancel()
		log.Print(h.store.Save(ctx, 1))
	}()
}

func (h *handler) background(w http.ResponseWriter, r *http.Request) {
	go h.save(context.Background(), 1)
}

func (h *handler) joined(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	wg.Go(func() { log.Print(h.store.Save(r.Context(), 1)) })
	wg.Wait()
}

func (h *handler) answered(w http.ResponseWriter, r *http.Request) {
	errc := make(chan error, 1)
	go func() { errc <- h.store.Save(r.Context(), 1) }()
	select {
	case err := <-errc:
		fmt.Fprint(w, err)
	case <-r.Context().Done():
	}
}

// The context ends the goroutine when the client has gone.
func (h *handler) streamed(w http.ResponseWriter, r *http.Request) {
	go h.feed(r.Context())
	for v := range h.queue {
		fmt.Fprintln(w, v)
	}
}

func (h *handler) feed(ctx context.Context) {
	for {
		if err := h.store.Save(ctx, 1); err != nil {
			return
		}
	}
}

func watched(w http.ResponseWriter, r *http.Request) {
	go func() {
		<-r.Context().Done()
		log.Print("gone")
	}()
}

func valued(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go func() {
		log.Print("user ", ctx.Value(key{}), r.URL.Path, r.Header.Get("X"))
	}()
}

func alreadyRead(w http.ResponseWriter, r *http.Request) {
	b, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	go func() {
		var v int
		json.Unmarshal(b, &v)
	}()
}

func replaced(w http.ResponseWriter, r *http.Request) {
	b, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(strings.NewReader(string(b)))
	go func() {
		io.ReadAll(r.Body)
	}()
}

func writtenAndJoined(w http.ResponseWriter, r *http.Request) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		fmt.Fprintln(w, "in time")
	}()
	<-done
}

type buffered struct{ http.ResponseWriter }

func (buffered) Write(b []byte) (int, error) { return len(b), nil }

func wrapped(w http.ResponseWriter, r *http.Request) {
	own := buffered{w}
	done := make(chan struct{})
	go func() {
		defer close(done)
		fmt.Fprintln(own, "into a buffer")
	}()
	select {
	case <-done:
	case <-time.After(time.Second):
	}
}

func (h *handler) serve(w http.ResponseWriter, r *http.Request) {
	h.background(w, r)
	h.pumped(w, r)
	for v := range h.queue {
		fmt.Fprintln(w, v)
	}
}

// The handler that calls this stays.
func (h *handler) pumped(w http.ResponseWriter, r *http.Request) {
	go func() { log.Print(h.store.Save(r.Context(), 1)) }()
}

func client(r *http.Request, h *handler) {
	go func() { log.Print(h.store.Save(r.Context(), 1)) }()
}

func outgoing(url string, h *handler) {
	r, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return
	}
	go func() { log.Print(h.store.Save(r.Context(), 1)) }()
}

func fail(w http.ResponseWriter, err error) {
	w.WriteHeader(http.StatusInternalServerError)
	fmt.Fprintln(w, err)
}

func (h *handler) Restore(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusAccepted)
	go func() { // want `goroutine writes to w when Restore may have returned: by then the connection serves other requests \(w.WriteHeader at line \d+\)`
		if err := h.store.Save(context.Background(), 1); err != nil {
			fail(w, err)
		}
	}()
}
