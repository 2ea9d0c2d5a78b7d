package example

import (
	"os"

	"golang.org/x/sync/errgroup"
)

func sizes(paths []string) ([]int64, error) {
	all := make([]int64, len(paths))
	var g errgroup.Group
	for i, path := range paths {
		g.Go(func() error {
			info, err := os.Stat(path)
			if err == nil {
				all[i] = info.Size()
			}
			return err
		})
	}
	g.Wait() // want `the error of g.Wait is dropped: if the task at line 13 fails, nobody hears of it`
	return all, nil
}
