// Package chains blocks through others.
package chains

import (
	"slices"

	"callbacks/effects"
	"mayblock/kinds"
)

func One() { kinds.Sleep() } // want One:"mayblock: sleep: kinds.Sleep → time.Sleep"

func Two() { b() } // want Two:"mayblock: sleep: chains.b → kinds.Sleep → time.Sleep"

// Three and more steps down to the wait's caller are too many for a fact.
func Three() { a() }

func Four() { Three() }

func a() { b() }

func b() { kinds.Sleep() }

// Cycle ends.
func Cycle(n int) { // want Cycle:"mayblock: sleep: chains.cycle → kinds.Sleep → time.Sleep"
	cycle(n)
}

func cycle(n int) {
	if n > 0 {
		Cycle(n - 1)
	}
	kinds.Sleep()
}

func Endless(n int) { Endless(n - 1) }

func Passed() { effects.Call(kinds.Sleep) } // want Passed:"mayblock: sleep: kinds.Sleep → time.Sleep"

func Literal() { effects.Call(func() { kinds.Sleep() }) } // want Literal:"mayblock: sleep: kinds.Sleep → time.Sleep"

func Sorted(s []int) { // want Sorted:"mayblock: sleep: kinds.Sleep → time.Sleep"
	slices.SortFunc(s, func(a, b int) int { kinds.Sleep(); return a - b })
}

func Local() { // want Local:"mayblock: sleep: kinds.Sleep → time.Sleep"
	f := kinds.Sleep
	f()
}

type embedded struct{ *inner }

type inner struct{}

func (*inner) wait() { kinds.Sleep() }

func Promoted(e embedded) { e.wait() } // want Promoted:`mayblock: sleep: \(\*chains.inner\).wait → kinds.Sleep → time.Sleep`

func Generic[T any](v T) { kinds.Sleep() } // want Generic:"mayblock: sleep: kinds.Sleep → time.Sleep"

func Instance() { Generic(1) } // want Instance:"mayblock: sleep: chains.Generic → kinds.Sleep → time.Sleep"

// These do not wait for it.

func Spawned() { effects.Go(kinds.Sleep) }

func Stored(s *effects.Server) { s.Handle(kinds.Sleep) }

func Submitted(p effects.Pool) { p.Submit("", kinds.Sleep) }

func NotCalled() any { return kinds.Sleep }
