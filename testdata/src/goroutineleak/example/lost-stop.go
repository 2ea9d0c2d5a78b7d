package example

import "iter"

func contains(seq iter.Seq[string], want string) bool {
	next, stop := iter.Pull(seq)
	for {
		v, ok := next()
		if !ok {
			stop()
			return false
		}
		if v == want {
			return true // want `function returns here without calling the stop function of iter.Pull at line 6: its goroutine stays`
		}
	}
}
