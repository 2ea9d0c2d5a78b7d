// Package crosspkg calls what another package declares.
package crosspkg

import "lostfuture/crosspkg/callee"

func careful() {
	callee.Careful()
}

func through() {
	// The hazard is in the other package, and this analyzer exports no facts.
	callee.Indirect()
}
