package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// The wrapper's settings come through the environment, because the go command
// runs a vettool with arguments of its own, and are no part of its cache keys.
const (
	envTools = "ASYNCLINT_BENCH_TOOLS" // the tools to run, as JSON; set means: be the wrapper
	envSalt  = "ASYNCLINT_BENCH_SALT"  // the identity to answer with
	envDir   = "ASYNCLINT_BENCH_DIR"   // for the log and the tools' facts
)

// logName is the file in envDir that measurements are appended to.
const logName = "log"

// A Tool is a program under test.
type Tool struct {
	Name string `json:"name"`
	Path string `json:"path"`
}

// A Unit is what one run of a tool on one package cost.
type Unit struct {
	Tool    string        `json:"tool"`
	Package string        `json:"package"`
	Facts   int64         `json:"facts"` // bytes written
	CPU     time.Duration `json:"cpu"`   // user and system
	RSS     int64         `json:"rss"`   // peak, in bytes
}

// wrap is the program's other role: a vettool that runs others, one after the
// other, and measures them. It returns the exit code.
func wrap(settings string, args []string) int {
	code, err := wrapped(settings, args)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		return 3
	}
	return code
}

func wrapped(settings string, args []string) (int, error) {
	var tools []Tool
	if err := json.Unmarshal([]byte(settings), &tools); err != nil || len(tools) == 0 || len(args) == 0 {
		return 0, fmt.Errorf("%s=%s: bad tools or no arguments: %v", envTools, settings, err)
	}
	unit, isUnit := strings.CutSuffix(args[len(args)-1], ".cfg")
	switch {
	case args[0] == "-V=full":
		fmt.Printf("bench version devel buildID=%s\n", os.Getenv(envSalt))
		return 0, nil
	case !isUnit: // -flags: the tools know the flags that are used here
		_, code, err := runTool(tools[0], args, os.Stdout)
		return code, err
	}
	w := &unitRun{args: args[:len(args)-1], file: unit + ".cfg", dir: os.Getenv(envDir)}
	return w.run(tools)
}

// runTool runs a tool. Only failing to start it is an error.
func runTool(t Tool, args []string, stdout io.Writer) (*os.ProcessState, int, error) {
	cmd := exec.Command(t.Path, args...)
	cmd.Stdout, cmd.Stderr = stdout, os.Stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		return nil, 0, err
	}
	return cmd.ProcessState, cmd.ProcessState.ExitCode(), nil
}

// A unitRun runs tools on one unit. Each tool has facts of its own, which are
// kept in dir by their hash. What the go command takes for the unit's facts is
// the list of these hashes: it changes if and only if the facts of a tool do,
// and so the go command decides rightly which importers to run again.
type unitRun struct {
	args []string // without the unit
	file string   // the go command's description of the unit
	dir  string
}

func (u *unitRun) run(tools []Tool) (code int, err error) {
	data, err := os.ReadFile(u.file)
	if err != nil {
		return 0, err
	}
	var cfg map[string]any // with all fields, to be handed on
	if err := json.Unmarshal(data, &cfg); err != nil {
		return 0, err
	}
	deps := make(map[string]map[string]string) // package to tool to hash
	vetx, _ := cfg["PackageVetx"].(map[string]any)
	for pkg, file := range vetx {
		data, err := os.ReadFile(fmt.Sprint(file))
		if err != nil {
			return 0, err
		}
		var hashes map[string]string
		if err := json.Unmarshal(data, &hashes); err != nil {
			return 0, fmt.Errorf("facts of %s: %v", pkg, err)
		}
		deps[pkg] = hashes
	}
	output, _ := cfg["VetxOutput"].(string)
	temp, err := os.MkdirTemp(u.dir, "unit-")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temp)) }()

	hashes := make(map[string]string)
	for i := range tools {
		// By turns, so that none always finds the files cached.
		t := tools[(i+os.Getpid())%len(tools)]
		own := make(map[string]string)
		for pkg, hashes := range deps {
			own[pkg] = filepath.Join(u.dir, hashes[t.Name])
		}
		cfg["PackageVetx"] = own
		facts := filepath.Join(temp, t.Name+".vetx")
		cfg["VetxOutput"] = facts
		c, err := u.one(t, cfg, temp, facts, hashes, t == tools[0])
		if err != nil {
			return 0, err
		}
		code = max(code, c)
	}
	list, err := json.Marshal(hashes) // sorted by name
	if err != nil {
		return 0, err
	}
	return code, os.WriteFile(output, list, 0o666)
}

// one runs one tool on the unit described by cfg, and files its facts. The first
// tool's findings are the go command's.
func (u *unitRun) one(t Tool, cfg map[string]any, temp, facts string, hashes map[string]string, first bool) (int, error) {
	stdout := io.Discard
	if first {
		stdout = os.Stdout
	} else if s, _ := cfg["Stdout"].(string); s != "" {
		defer func(s string) { cfg["Stdout"] = s }(s)
		cfg["Stdout"] = filepath.Join(temp, t.Name+".stdout")
	}
	data, err := json.Marshal(cfg)
	if err != nil {
		return 0, err
	}
	file := filepath.Join(temp, t.Name+".cfg")
	if err := os.WriteFile(file, data, 0o666); err != nil {
		return 0, err
	}
	state, code, err := runTool(t, append(append([]string{}, u.args...), file), stdout)
	if err != nil {
		return 0, err
	}
	written, err := os.ReadFile(facts)
	if err != nil {
		return 0, fmt.Errorf("%s wrote no facts, with exit code %d: %v", t.Name, code, err)
	}
	sum := sha256.Sum256(written)
	hashes[t.Name] = hex.EncodeToString(sum[:])
	if err := os.Rename(facts, filepath.Join(u.dir, hashes[t.Name])); err != nil {
		return 0, err
	}
	return code, u.record(Unit{
		Tool: t.Name, Package: fmt.Sprint(cfg["ImportPath"]), Facts: int64(len(written)),
		CPU: cpuTime(state), RSS: peakRSS(state),
	})
}

// record appends to the log. One short write to a file opened for appending is
// not torn by others.
func (u *unitRun) record(unit Unit) error {
	line, err := json.Marshal(unit)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(u.dir, logName), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(append(line, '\n'))
	return errors.Join(err, f.Close())
}

func cpuTime(state *os.ProcessState) time.Duration { return state.UserTime() + state.SystemTime() }
