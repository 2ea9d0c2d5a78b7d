// Package unwaitedprocess starts a program, and forgets it.
package unwaitedprocess

import (
	"log"
	"os/exec"
)

// Notify tells a program of events.
func Notify(program string, events ...string) error {
	cmd := exec.Command(program, events...)
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
