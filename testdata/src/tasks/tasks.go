package tasks

import (
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

type server struct {
	run func()
	g   errgroup.Group
}

func (s *server) loop() {}

func work()              {}
func workErr() error     { return nil }
func generic[T any](x T) {}
func maker() func()      { return work }
func external(n int, x, y string)

// spawn runs its second argument.
//
//asynclint:spawns 1
func spawn(n int, f func()) { go f() } // want `go in spawn: no body`

func goStatements(s *server, param func(), i interface{ M() }) {
	go work()              // want `go in goStatements: work`
	go (work)()            // want `go in goStatements: work`
	go s.loop()            // want `go in goStatements: loop`
	go (*server).loop(s)   // want `go in goStatements: loop`
	go generic(1)          // want `go in goStatements: generic`
	go generic[string]("") // want `go in goStatements: generic`
	go func() {}()         // want `go in goStatements: literal`
	go external(1, "", "") // want `go in goStatements: no body`
	go s.run()             // want `go in goStatements: no body`
	go param()             // want `go in goStatements: no body`
	go maker()()           // want `go in goStatements: no body`
	go i.M()               // want `go in goStatements: no body`
	go println()           // want `go in goStatements: no body`
	defer work()
	work()
}

func variables(c bool) {
	f := func() {}
	go f() // want `go in variables: literal`

	var g func()
	g = work
	go g() // want `go in variables: work`

	var rec func()
	rec = func() {
		go rec() // want `go in literal: literal`
	}

	h := func() {}
	if c {
		h = work
	}
	go h() // want `go in variables: no body`

	k := func() {}
	p := &k
	*p = work
	go k() // want `go in variables: no body`

	for _, l := range []func(){work} {
		go l() // want `go in variables: no body`
	}

	x, y := func() {}, work
	go x() // want `go in variables: literal`
	go y() // want `go in variables: work`
}

func spawners(s *server) {
	var wg sync.WaitGroup
	wg.Go(func() {})                // want `spawned in spawners: literal`
	wg.Go(work)                     // want `spawned in spawners: work`
	(*sync.WaitGroup).Go(&wg, work) // want `spawned in spawners: work`

	var g errgroup.Group
	g.Go(workErr)                            // want `spawned in spawners: workErr, takes the error`
	_ = g.TryGo(func() error { return nil }) // want `spawned in spawners: literal, takes the error`
	s.g.Go(func() error {                    // want `spawned in spawners: literal, takes the error`
		go work() // want `go in literal: work`
		return nil
	})
	time.AfterFunc(1, s.loop) // want `spawned in spawners: loop`

	spawn(1, work) // want `declared in spawners: work`

	var once sync.Once
	once.Do(work)
}

var _ = func() int {
	go work() // want `go in literal: work`
	return 0
}()

var _ = time.AfterFunc(1, work) // want `spawned in package: work`
