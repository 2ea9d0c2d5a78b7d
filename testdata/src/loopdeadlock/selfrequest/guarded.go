package selfrequest

import (
	"context"
	"time"
)

type query struct{ reply chan int }

// Each wait ends when the loop is told to stop, and not before.
type guarded struct {
	queries, queued chan query
	poke            chan bool
	quit            chan struct{}
	ctx             context.Context
}

func newGuarded(ctx context.Context) *guarded {
	g := &guarded{
		queries: make(chan query), queued: make(chan query, 4), poke: make(chan bool), quit: make(chan struct{}),
		ctx: ctx,
	}
	go g.run()
	return g
}

func (g *guarded) run() {
	for {
		select {
		case q := <-g.queries:
			q.reply <- 1
		case q := <-g.queued:
			q.reply <- 2
		case <-g.poke:
			g.Ask()         // want `the loop of run \(line \d+\) calls g.Ask, which hands the loop a request through g.queries and waits for the answer from q.reply, which only the loop gives: it waits for itself until it is told to stop by g.quit$`
			g.Queue()       // want `calls g.Queue, which hands the loop a request through g.queued and waits for the answer from q.reply, which only the loop gives: it waits for itself until it is told to stop by g.ctx.Done\(\)$`
			g.Within(g.ctx) // want `calls g.Within, which hands the loop a request through g.queued .* until it is told to stop by g.ctx.Done\(\)$`
			g.Timed()       // want `calls g.Timed, which sends to g.queued, from which only this loop receives: once its buffer of 4 is full`
			g.Patient()
			ctx, cancel := context.WithTimeout(g.ctx, time.Second)
			g.Within(ctx)
			cancel()
		case <-g.quit:
			return
		case <-g.ctx.Done():
			return
		}
	}
}

func (g *guarded) Ask() int {
	reply := make(chan int, 1)
	select {
	case g.queries <- query{reply}:
	case <-g.quit:
		return 0
	}
	select {
	case v := <-reply:
		return v
	case <-g.quit:
		return 0
	}
}

func (g *guarded) Queue() int {
	reply := make(chan int, 1)
	select {
	case g.queued <- query{reply}:
	default:
		return 0
	}
	select {
	case v := <-reply:
		return v
	case <-g.ctx.Done():
		return 0
	}
}

func (g *guarded) Within(ctx context.Context) int {
	reply := make(chan int, 1)
	select {
	case g.queued <- query{reply}:
	case <-ctx.Done():
		return 0
	}
	select {
	case v := <-reply:
		return v
	case <-ctx.Done():
		return 0
	}
}

// Timed has a time limit for the answer.
func (g *guarded) Timed() int {
	reply := make(chan int, 1)
	g.queued <- query{reply}
	select {
	case v := <-reply:
		return v
	case <-time.After(time.Second):
		return 0
	}
}

// Patient has one for the request, which the loop can't receive now.
func (g *guarded) Patient() int {
	reply := make(chan int, 1)
	select {
	case g.queries <- query{reply}:
	case <-time.After(time.Second):
		return 0
	}
	return <-reply
}

func (g *guarded) Poke() { g.poke <- true }
