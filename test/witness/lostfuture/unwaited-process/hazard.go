// Package unwaitedprocess starts a program, and forgets it.
package unwaitedprocess

import "os/exec"

// Launch starts a program.
func Launch(program string, args ...string) error {
	cmd := exec.Command(program, args...)
	return cmd.Start()
}
