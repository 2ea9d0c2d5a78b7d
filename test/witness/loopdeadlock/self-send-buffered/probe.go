package selfsendbuffered

import (
	"context"
	"fmt"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

// A page with more links than the queue has room for is the crawler's last.
var Witness = harm.Witness{Harm: harm.Hung, Probe: func(*harm.Trial) {
	c := New(func(page string) (links []string) {
		if page == "/" {
			for i := range 20 {
				links = append(links, fmt.Sprintf("/%d", i))
			}
		}
		return links
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		c.Run(ctx)
	}()
	for range 20 {
		c.Visit("/")
	}
	cancel()
	<-ended
}}
