// Package crosspkg runs functions of another package, of which only the types
// are known.
package crosspkg

import (
	"context"
	"log"

	"golang.org/x/sync/errgroup"

	"lostgoerror/crosspkg/dep"
)

type embeds struct{ *dep.Server }

type service interface {
	Run(ctx context.Context) error
}

func bugs(ctx context.Context, g *errgroup.Group, s *dep.Server, i dep.Starter, e embeds) {
	go s.Start()   // want `go statement drops the error of s.Start`
	go i.Start()   // want `go statement drops the error of i.Start`
	go e.Start()   // want `go statement drops the error of e.Start`
	go s.Save(ctx) // want `go statement drops the error of s.Save`
	go g.Wait()    // want `go statement drops the error of g.Wait`
	go runs(ctx)   // want `go statement drops the error of runs`
	go dep.Work()  // want `go statement drops the error of dep.Work`
	go func() {
		if err := dep.Work(); err != nil { // want `because dep.Work failed`
			return
		}
		log.Print()
	}()
}

// runs is like a service, but there is more to see.
func runs(ctx context.Context) error {
	if err := dep.Work(); err != nil {
		return err
	}
	<-ctx.Done()
	return ctx.Err()
}

func serves(ctx context.Context, s *dep.Server) error { return s.Serve(ctx) }

func fine(ctx context.Context, s *dep.Server, svc service) {
	go s.Serve(ctx) // ends with its context
	go svc.Run(ctx)
	go serves(ctx, s)
	go s.Stop()
	go func() { _ = dep.Work() }()
	go func() {
		if err := s.Stop(); err != nil {
			return
		}
	}()
}
