// Package singleflight is a stub: the signatures of golang.org/x/sync/singleflight.
package singleflight

type Group struct{ _ int }

type Result struct {
	Val    interface{}
	Err    error
	Shared bool
}

func (g *Group) Do(key string, fn func() (interface{}, error)) (v interface{}, err error, shared bool) {
	return nil, nil, false
}

func (g *Group) DoChan(key string, fn func() (interface{}, error)) <-chan Result { return nil }

func (g *Group) Forget(key string) {}
