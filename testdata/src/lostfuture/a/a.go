// Package a holds what must be found, and what looks like it and must not be.
package a

func hazard(n int) int { return n }

func bug() {
	hazard(1) // want `calls hazard, which is a hazard`
}

func nested() {
	func() {
		println(hazard(hazard(2))) // want `calls hazard, which is a hazard` `calls hazard, which is a hazard`
	}()
}

func ignored() {
	hazard(3) //asynclint:ignore lostfuture/hazard-call -- fixtures show that ignores work
}

type safe struct{}

func (safe) Hazard(n int) int { return n }

func otherName(s safe) {
	s.Hazard(1)
}

func shadowed() {
	hazard := func(n int) int { return n }
	hazard(1)
}

func notCalled() {
	println(hazard != nil)
}
