package example

import (
	"log"
	"os/exec"
)

func notifyLater(hook, event string) error {
	cmd := exec.Command(hook, event)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() {
		if err := cmd.Wait(); err != nil {
			log.Printf("%s: %v", hook, err)
		}
	}()
	return nil
}
