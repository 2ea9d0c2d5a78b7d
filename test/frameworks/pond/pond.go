// Package pond runs tasks with github.com/alitto/pond.
package pond

import (
	"github.com/alitto/pond/v2"
)

func dropped(p pond.Pool, work func() error) {
	p.SubmitErr(work) // want `unread-token: the pond.Task of p.SubmitErr is dropped`
}

func done(p pond.Pool, work func() error) {
	t := p.SubmitErr(work) // want `unread-token: nobody asks the pond.Task of p.SubmitErr for its error \(Wait\)`
	<-t.Done()
}

func waited(p pond.Pool, work func() error) error {
	return p.SubmitErr(work).Wait()
}

func collected(p pond.Pool, all []func() error) error {
	g := p.NewGroup()
	g.SubmitErr(all...)
	return g.Wait()
}

func without(p pond.Pool, work func()) {
	p.Submit(work)
}
