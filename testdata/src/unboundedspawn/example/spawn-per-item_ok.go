package example

import "golang.org/x/sync/errgroup"

func warmOK(urls []string) error {
	var g errgroup.Group
	g.SetLimit(10)
	for _, u := range urls {
		g.Go(func() error {
			fetch(u)
			return nil
		})
	}
	return g.Wait()
}
