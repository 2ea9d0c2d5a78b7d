//go:build unix

package main

import (
	"syscall"
	"time"
)

// cpu is the CPU time that the process has used. Unlike the wall's, it does not
// depend on what else the machine does.
func cpu() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
