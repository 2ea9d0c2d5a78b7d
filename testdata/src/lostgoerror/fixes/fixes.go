// Package fixes logs by nothing yet.
package fixes

import (
	"context"
	"net"
	"net/http"
	"time"
)

type config struct{ addr string }

type server struct {
	cfg  config
	srv  *http.Server
	val  value
	l    net.Listener
	jobs chan int
}

type value struct{ n int }

func (v *value) Ptr() error { return fail() }
func (v value) Val() error  { return fail() }

type embeds struct{ *server }

func (s *server) Run(ctx context.Context, n int, names ...string) (int, error) { return 0, fail() }

func fail() error {
	_, err := net.Dial("", "")
	return err
}

func listener() net.Listener { return nil }

type hidden interface{ secret() }

func take(h interface{ secret() }) error { return fail() }
func generic[T any](x T) error           { return fail() }
func callback(f func() error) error      { return fail() }
func multi(n int, err error) error       { return fail() }
func pair() (int, error)                 { return 0, nil }

func direct(s *server, ctx context.Context, l net.Listener, srv *http.Server) {
	go fail()                                        // want `drops the error of fail`
	go s.Run(ctx, 1)                                 // want `drops the error of s.Run`
	go s.Run(ctx, 1+2, "a", "b")                     // want `drops the error of s.Run`
	go srv.Serve(l)                                  // want `drops the error of srv.Serve`
	go generic(l)                                    // want `drops the error of generic`
	go generic[any](nil)                             // want `drops the error of generic`
	go http.ListenAndServe("", nil)                  // want `drops the error of http.ListenAndServe`
	go callback(func() error { return s.val.Ptr() }) // want `drops the error of callback`
	go callback(fail)                                // want `drops the error of callback`
	go callback(func() error {                       // want `drops the error of callback`
		return s.val.Ptr()
	})
	go (*value).Ptr(nil) // want `drops the error of value.Ptr`
}

func evaluated(s *server, ctx context.Context, names []string) {
	go s.srv.Serve(s.l)               // want `drops the error of s.srv.Serve`
	go s.val.Ptr()                    // want `drops the error of s.val.Ptr`
	go s.val.Val()                    // want `drops the error of s.val.Val`
	go http.Serve(listener(), nil)    // want `drops the error of http.Serve`
	go s.Run(ctx, <-s.jobs, names...) // want `drops the error of s.Run`
	go generic(time.Now())            // want `drops the error of generic`
	n := 1
	go generic(n) // want `drops the error of generic`
	n++
	go generic(&n) // want `drops the error of generic`
	for i := 0; i < 3; i++ {
		go s.Run(ctx, i) // want `drops the error of s.Run`
	}
	for _, name := range names {
		go s.Run(ctx, 0, name) // want `drops the error of s.Run`
	}
	var v value
	go v.Val() // want `drops the error of v.Val`
	go v.Ptr() // want `drops the error of v.Ptr`
	v.n++
	pv := &v
	go (*pv).Ptr()  // want `drops the error of pv.Ptr`
	go (*pv).Val()  // want `drops the error of pv.Val`
	go generic((n)) // want `drops the error of generic`
}

type counter int

func (c *counter) inc()       { *c++ }
func (c *counter) Ptr() error { return fail() }

// methods change what they are called on.
func methods(l net.Listener) {
	var v value
	var c counter
	go generic(v) // want `drops the error of generic`
	go generic(c) // want `drops the error of generic`
	c.inc()
	go c.Ptr() // want `drops the error of c.Ptr`
	srv := http.Server{}
	go srv.Serve(l) // want `drops the error of srv.Serve`
}

func named() (s *server, err error) {
	go s.Run(nil, 0) // want `drops the error of s.Run`
	return nil, nil
}

func fresh(err *server, err2, ctx context.Context) {
	go err.Run(ctx, 0)  // want `drops the error of err.Run`
	go err.Run(err2, 0) // want `drops the error of err.Run`
	{
		errors := 1
		go new(http.Server).Serve(nil) // want `drops the error of Serve`
		_ = errors
	}
}

// There is no fix for these.
func none(h hidden, e embeds, s *server) {
	go take(s.hidden()) // want `drops the error of take`
	go multi(pair())    // want `drops the error of multi`
	go (&s.val).Val()   // want `drops the error of Val`
	go func() error {   // want `drops the error of the function literal`
		return fail()
	}()
	go generic( /* why not */ 1) // want `drops the error of generic`
	log := s
	go log.Run(nil, 0) // want `drops the error of log.Run`
}

func (s *server) hidden() interface{ secret() } { return nil }
