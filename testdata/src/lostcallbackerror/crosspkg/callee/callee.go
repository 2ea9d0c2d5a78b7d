// Package callee is imported by package crosspkg.
package callee

func hazard() {}

// Careful does no harm.
func Careful() {}

// Indirect calls hazard: the finding is here, not in the caller.
func Indirect() {
	hazard() // want `calls hazard`
}
