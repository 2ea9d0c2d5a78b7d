package example

import "golang.org/x/sync/errgroup"

func migrate(steps []func() error) error {
	var g errgroup.Group
	for _, step := range steps {
		g.Go(step) // want `nobody waits for the tasks of g: if the one at line 8 fails, nobody hears of it`
	}
	return nil
}
