package example

import (
	"os"

	"golang.org/x/sync/errgroup"
)

func touchAll(names []string) error {
	var g errgroup.Group
	for _, name := range names {
		g.Go(func() error {
			f, err := os.Create(name)
			if err != nil {
				return err
			}
			return f.Close()
		})
	}
	return g.Wait()
}
