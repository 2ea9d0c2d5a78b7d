package tests

import "os/exec"

func starts() error {
	return exec.Command("sleep", "1").Start() // want `the process is started and never waited for`
}
