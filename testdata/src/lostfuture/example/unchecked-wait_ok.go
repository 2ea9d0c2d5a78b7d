package example

import (
	"log"
	"os"

	"golang.org/x/sync/errgroup"
)

func totalSize(paths []string) int64 {
	all := make([]int64, len(paths))
	var g errgroup.Group
	for i, path := range paths {
		g.Go(func() error {
			info, err := os.Stat(path)
			if err != nil {
				log.Print(err) // somebody hears of it here
				return err
			}
			all[i] = info.Size()
			return nil
		})
	}
	g.Wait()
	var sum int64
	for _, n := range all {
		sum += n
	}
	return sum
}
