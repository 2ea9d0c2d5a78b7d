// Package unwaitedprocess starts a program, and forgets it.
package unwaitedprocess

import "os/exec"

// Notify tells a program of events.
func Notify(program string, events ...string) error {
	cmd := exec.Command(program, events...)
	return cmd.Start()
}
