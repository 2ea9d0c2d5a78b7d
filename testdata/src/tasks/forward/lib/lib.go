// Package lib runs functions as tasks.
package lib

func Go(f func()) { go f() }

func Call(f func()) { f() }
