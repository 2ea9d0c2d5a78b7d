//go:build unix

package driver_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// goCommand returns the file of the go command.
func goCommand(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("go")
	require.NoError(t, err)
	return path
}

// alive reports whether a process exists and is more than a zombie, which waits
// only for its parent.
func alive(pid string) bool {
	n, err := strconv.Atoi(pid)
	if err != nil || syscall.Kill(n, 0) != nil {
		return false
	}
	stat, err := os.ReadFile("/proc/" + pid + "/stat")
	if err != nil {
		return true
	}
	_, state, _ := strings.Cut(string(stat), ") ")
	return !strings.HasPrefix(state, "Z")
}

func TestInterrupt(t *testing.T) {
	t.Parallel()
	dir := module(t, twoFindings)
	// A toolexec that never ends stands for long work.
	write(t, dir, "bin/go", "#!/bin/sh\ncase $1 in env) exec "+goCommand(t)+" \"$@\";; esac\nsleep 60 & echo $! >>pids; wait\n")
	require.NoError(t, os.Chmod(filepath.Join(dir, "bin/go"), 0o777))
	cmd := command(t, dir, []string{"PATH=" + filepath.Join(dir, "bin") + ":" + os.Getenv("PATH")}, "toy")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	require.NoError(t, cmd.Start())
	pids := func() []string {
		content, _ := os.ReadFile(filepath.Join(dir, "pids"))
		return strings.Fields(string(content))
	}
	require.Eventually(t, func() bool { return len(pids()) == 2 }, 20*time.Second, 10*time.Millisecond)
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	require.Error(t, cmd.Wait())
	assert.Equal(t, 2, cmd.ProcessState.ExitCode())
	assert.Equal(t, "asynclint: interrupted\n", stderr.String())
	for _, pid := range pids() {
		assert.Eventually(t, func() bool { return !alive(pid) }, 5*time.Second, 10*time.Millisecond, "process %s was left behind", pid)
	}
}
