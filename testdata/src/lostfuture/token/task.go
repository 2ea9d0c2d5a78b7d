package token

import (
	"log"
	"os"

	"golang.org/x/sync/singleflight"
)

func load() (any, error) { return os.ReadFile("x") }

func refresh(g *singleflight.Group) {
	g.DoChan("x", load)                 // want `the result of g.DoChan is dropped: it alone tells the error`
	g.DoChan("x", func() (any, error) { // want `the result of g.DoChan is dropped`
		return load()
	})
}

// Near-misses.

// A refresh in the background that reports its failure itself.
func refreshLogged(g *singleflight.Group) {
	g.DoChan("x", func() (any, error) {
		v, err := load()
		if err != nil {
			log.Print(err)
		}
		return v, err
	})
}

func received(g *singleflight.Group) (any, error) {
	r := <-g.DoChan("x", load)
	return r.Val, r.Err
}

func receivedLater(g *singleflight.Group) (any, error) {
	ch := g.DoChan("x", load)
	r := <-ch
	return r.Val, r.Err
}
