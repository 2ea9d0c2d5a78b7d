// Package unwaitedprocess starts a program, and forgets it.
package unwaitedprocess

import (
	"log"
	"os/exec"
)

// Launch starts a program.
func Launch(program string, args ...string) error {
	cmd := exec.Command(program, args...)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() {
		if err := cmd.Wait(); err != nil {
			log.Printf("%s: %v", program, err)
		}
	}()
	return nil
}
