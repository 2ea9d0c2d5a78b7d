// Package crosspkg uses functions of another package, of which only the types
// and names are known.
package crosspkg

import (
	"context"
	"log"
	"net/http"
	"os"

	"outlivedscope/crosspkg/callee"
)

func opened(name string) error {
	f, err := callee.Open(name)
	if err != nil {
		return err
	}
	defer f.Close() // want `once opened has returned, callee.Index comes too late`
	go callee.Index(f)
	return nil
}

func file(name string) {
	f, _ := os.Open(name)
	defer f.Close() // want `once file has returned, callee.Index comes too late`
	go func() { callee.Index(f) }()
}

func pair(ctx context.Context) {
	ctx, cancel := callee.Pair(ctx)
	defer cancel() // want `the context of callee.Save at line \d+ is over`
	go func() {
		if err := callee.Save(ctx); err != nil {
			log.Print(err)
		}
	}()
}

func derived(w http.ResponseWriter, r *http.Request) {
	ctx := callee.WithUser(r.Context(), "x")
	go func() { // want `goroutine works with a context that ends with the request`
		if err := callee.Save(ctx); err != nil {
			log.Print(err)
		}
	}()
}

func lent(quit <-chan struct{}) {
	b := callee.GetBuf(10)
	defer callee.PutBuf(b) // want `once lent has returned, callee.Fill at line \d+ comes too late`
	go func() {
		callee.Fill(b)
	}()
	<-quit
}

func pooled(p *callee.Pool) {
	b := p.Get()
	defer p.Put(b) // want `once pooled has returned, callee.Fill at line \d+ comes too late`
	go func() {
		callee.Fill(*b)
	}()
}

// Near-misses.

func pooledAndJoined(p *callee.Pool) {
	b := p.Get()
	defer p.Put(b)
	done := make(chan struct{})
	go func() {
		defer close(done)
		callee.Fill(*b)
	}()
	<-done
}

func putByTask(p *callee.Pool) {
	b := p.Get()
	go func() {
		defer p.Put(b)
		callee.Fill(*b)
	}()
}

func named() {
	name := callee.GetName()
	defer callee.PutName([]byte(name))
	go func() {
		callee.Fill([]byte(name))
	}()
}

func detached(w http.ResponseWriter, r *http.Request) {
	ctx := callee.Detach(r.Context())
	go func() {
		if err := callee.Save(ctx); err != nil {
			log.Print(err)
		}
	}()
}

func joined(name string) {
	f, _ := os.Open(name)
	defer f.Close()
	done := make(chan struct{})
	go func() {
		defer close(done)
		callee.Index(f)
	}()
	callee.Join(done)
}

// What Open returns may be a pipe, which is closed to wake its reader.
func stopped(name string) {
	f, _ := callee.Open(name)
	defer f.Close()
	go callee.Index(f)
	callee.Join(nil)
}
