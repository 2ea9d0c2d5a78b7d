// Package unreadanswer offers work, and does not hear that it is not wanted.
package unreadanswer

import "golang.org/x/sync/errgroup"

// Run runs tasks, a few at a time.
func Run(tasks []func() error, atOnce int) error {
	var g errgroup.Group
	g.SetLimit(atOnce)
	for _, task := range tasks {
		g.TryGo(task)
	}
	return g.Wait()
}
