// Package example has what the page of the rule shows.
package example

type job struct{ id int }

func (j job) run() error { return nil }
