package example

import "iter"

func containsAndStops(seq iter.Seq[string], want string) bool {
	next, stop := iter.Pull(seq)
	defer stop()
	for {
		v, ok := next()
		if !ok || v == want {
			return ok
		}
	}
}
