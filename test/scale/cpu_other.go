//go:build !unix

package main

import "time"

var start = time.Now()

// cpu is the wall's time, where the system has no simple way to tell that of the
// CPU.
func cpu() time.Duration { return time.Since(start) }
