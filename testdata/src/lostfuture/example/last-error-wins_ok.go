package example

import "golang.org/x/sync/errgroup"

func pushAll(hosts []string, upload func(host string) error) error {
	var g errgroup.Group
	for _, host := range hosts {
		g.Go(func() error { return upload(host) })
	}
	return g.Wait()
}
