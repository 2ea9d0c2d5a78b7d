// Package loststop pulls values from a sequence, and leaves it in the middle.
package loststop

import "iter"

// Equal reports whether a sequence has just the values that are wanted.
func Equal(want []string, lines iter.Seq[string]) bool {
	next, stop := iter.Pull(lines)
	for _, x := range want {
		if y, ok := next(); !ok || x != y {
			return false
		}
	}
	_, more := next()
	stop()
	return !more
}
