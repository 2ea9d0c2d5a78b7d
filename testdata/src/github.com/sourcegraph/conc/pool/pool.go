// Package pool is a stub: signatures of github.com/sourcegraph/conc/pool.
package pool

type Pool struct{}

func New() *Pool { return nil }

func (p *Pool) Go(f func()) {}

func (p *Pool) Wait() {}

func (p *Pool) WithMaxGoroutines(n int) *Pool { return nil }
