//go:build unix

package driver

import (
	"os/exec"
	"syscall"
)

// killGroup makes cmd the head of a process group, which gets the signal to
// end when the command's context ends: go vet forwards nothing to the compilers
// and tools that it started.
func killGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }
}
