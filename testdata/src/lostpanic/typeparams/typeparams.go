// Package typeparams holds generic code.
package typeparams

func hazard[T any](v T) T { return v }

func bug() {
	hazard(1)           // want `calls hazard`
	hazard[string]("x") // want `calls hazard`
}

func careful[T any](v T) T { return v }

func instantiated() {
	careful(1)
	careful[string]("x")
}

type hazards interface{ hazardous() }

func bound[T hazards](v T) {
	v.hazardous()
}
