package example

import "golang.org/x/sync/errgroup"

func migrateAll(steps []func() error) error {
	var g errgroup.Group
	for _, step := range steps {
		g.Go(step)
	}
	return g.Wait()
}
