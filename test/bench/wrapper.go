package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// The wrapper's settings come through the environment, because the go command
// runs a vettool with arguments of its own, and are no part of its cache keys.
const (
	envTool = "ASYNCLINT_BENCH_TOOL" // the tool to run; set means: be the wrapper
	envSalt = "ASYNCLINT_BENCH_SALT" // the identity to answer with
	envLog  = "ASYNCLINT_BENCH_LOG"  // the file to append units to
)

// A Unit is what one run of a tool on one package cost.
type Unit struct {
	Package string        `json:"package"`
	Facts   int64         `json:"facts"` // bytes written
	CPU     time.Duration `json:"cpu"`   // user and system
	RSS     int64         `json:"rss"`   // peak, in bytes
}

// wrap is the program's other role, a vettool that runs another and measures
// it. It returns the exit code.
func wrap(tool string, args []string) int {
	if len(args) == 1 && args[0] == "-V=full" {
		fmt.Printf("bench version devel buildID=%s\n", os.Getenv(envSalt))
		return 0
	}
	cmd := exec.Command(tool, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		return 3
	}
	if last := args[len(args)-1]; strings.HasSuffix(last, ".cfg") {
		if err := record(last, cmd.ProcessState); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			return 3
		}
	}
	return cmd.ProcessState.ExitCode()
}

// record appends what the process cost to the log.
func record(unitFile string, state *os.ProcessState) error {
	data, err := os.ReadFile(unitFile)
	if err != nil {
		return err
	}
	var cfg struct{ ImportPath, VetxOutput string }
	if err := json.Unmarshal(data, &cfg); err != nil {
		return err
	}
	u := Unit{Package: cfg.ImportPath, CPU: cpuTime(state), RSS: peakRSS(state)}
	if info, err := os.Stat(cfg.VetxOutput); err == nil {
		u.Facts = info.Size()
	}
	line, err := json.Marshal(u)
	if err != nil {
		return err
	}
	// One short write to a file opened for appending is not torn by others.
	f, err := os.OpenFile(os.Getenv(envLog), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = f.Write(append(line, '\n'))
	return err
}

func cpuTime(state *os.ProcessState) time.Duration { return state.UserTime() + state.SystemTime() }
