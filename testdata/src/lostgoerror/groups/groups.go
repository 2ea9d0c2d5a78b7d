// Package groups has tasks that wait for tasks.
package groups

import (
	"context"
	"log"
	"os"

	"golang.org/x/sync/errgroup"
)

func describe(ctx context.Context, name string) ([]byte, error) { return os.ReadFile(name) }

// Every task of the group has logged its error: Wait's says nothing new.
func told(ctx context.Context, names []string) {
	var outer errgroup.Group
	for _, name := range names {
		go func() {
			g, ctx := errgroup.WithContext(ctx)
			g.Go(func() error {
				var err error
				_, err = describe(ctx, name)
				if err != nil {
					log.Printf("describe %s: %v", name, err)
				}
				return err
			})
			if err := g.Wait(); err != nil {
				return
			}
			log.Print(name)
		}()
	}
	outer.Wait()
}

// One task of the group returns its error to Wait alone.
func untold(ctx context.Context, names []string) {
	for _, name := range names {
		go func() {
			g, ctx := errgroup.WithContext(ctx)
			g.Go(func() error {
				_, err := describe(ctx, name)
				return err
			})
			if err := g.Wait(); err != nil { // want `goroutine ends without a word because g.Wait failed: its error reaches nobody`
				return
			}
			log.Print(name)
		}()
	}
}

// The group's tasks are started elsewhere.
func elsewhere(g *errgroup.Group) {
	go func() {
		if err := g.Wait(); err != nil { // the error may be known to whoever started them
			return
		}
		log.Print("done")
	}()
}
