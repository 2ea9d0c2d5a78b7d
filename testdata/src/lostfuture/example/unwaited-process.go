package example

import "os/exec"

func notify(hook, event string) error {
	cmd := exec.Command(hook, event)
	return cmd.Start() // want `cmd is started and never waited for: nobody learns how it ended, and it remains as a zombie`
}
