// Package loststop pulls values from a sequence, and leaves it in the middle.
package loststop

import "iter"

// Equal reports whether two sequences have the same values.
func Equal(a, b iter.Seq[string]) bool {
	next, stop := iter.Pull(b)
	for x := range a {
		if y, ok := next(); !ok || x != y {
			return false
		}
	}
	_, more := next()
	stop()
	return !more
}
