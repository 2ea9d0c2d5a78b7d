package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"text/tabwriter"
	"time"
)

// A Startup is what the go command does with a vettool however small the
// package is: ask for its identity, and run it on a unit.
type Startup struct {
	Tool    string        `json:"tool"`
	What    string        `json:"what"`
	CPU     time.Duration `json:"cpu"`  // of the fastest run
	Wall    time.Duration `json:"wall"` // of the fastest run
	ToEmpty float64       `json:"cpuToEmpty"`
}

// startups are the measured invocations. The standard library's unit is one
// that a tool may skip; the other is a package of one line, on which nothing is
// to be reported: what most packages are that go vet starts its tool for.
var startups = []struct{ what, file string }{
	{"identity", "-V=full"},
	{"flags", "-flags"},
	{"std unit", "std.cfg"},
	{"dependency", "tiny.cfg"},
}

// measureStartup runs each tool on each of startups, by turns. A start is so
// short that whatever else the machine does is most of a slow one: the fastest
// run is what the tool itself needs.
func measureStartup(ctx context.Context, tools []string, paths map[string]string, temp string, rounds int) ([]Startup, error) {
	if err := writeUnits(temp); err != nil {
		return nil, err
	}
	type cost struct{ cpu, wall time.Duration }
	var all []Startup
	for _, s := range startups {
		costs := make(map[string][]cost)
		for range rounds {
			for _, tool := range tools {
				cmd := exec.CommandContext(ctx, paths[tool], s.file)
				cmd.Dir = temp
				start := time.Now()
				if _, err := output(cmd); err != nil {
					return nil, err
				}
				costs[tool] = append(costs[tool], cost{cpuTime(cmd.ProcessState), time.Since(start)})
			}
		}
		base := least(costs[empty], func(c cost) time.Duration { return c.cpu })
		for _, tool := range tools {
			cpu := least(costs[tool], func(c cost) time.Duration { return c.cpu })
			wall := least(costs[tool], func(c cost) time.Duration { return c.wall })
			all = append(all, Startup{tool, s.what, cpu, wall, ratio(cpu, base)})
		}
	}
	return all, nil
}

// writeUnits writes the units' descriptions, as the go command would, and their
// sources.
func writeUnits(dir string) error {
	source := filepath.Join(dir, "tiny.go")
	if err := os.WriteFile(source, []byte("package tiny\n\nfunc F() {}\n"), 0o666); err != nil {
		return err
	}
	root, err := output(exec.Command("go", "env", "GOROOT"))
	if err != nil {
		return err
	}
	std := filepath.Join(strings.TrimSpace(root), "src", "unicode", "utf8")
	for _, unit := range []struct {
		file, path, dir, source string
		standard                bool
	}{
		{"std.cfg", "unicode/utf8", std, filepath.Join(std, "utf8.go"), true},
		{"tiny.cfg", "example.com/tiny", dir, source, false},
	} {
		data, err := json.Marshal(map[string]any{
			"ID": unit.path, "Compiler": "gc", "ImportPath": unit.path, "Dir": unit.dir,
			"GoFiles": []string{unit.source}, "GoVersion": goVersion(),
			"ImportMap": map[string]string{}, "PackageFile": map[string]string{}, "PackageVetx": map[string]string{},
			"Standard": map[string]bool{unit.path: unit.standard},
			"VetxOnly": true, "VetxOutput": filepath.Join(dir, unit.file+".out"),
		})
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, unit.file), data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// goVersion is the language version of the units: the one that runs.
func goVersion() string {
	parts := strings.SplitN(runtime.Version(), ".", 3)
	if len(parts) < 2 || !strings.HasPrefix(parts[0], "go") {
		return "go1.25" // a development version
	}
	return parts[0] + "." + parts[1]
}

// overStartupBudget says where asynclint starts too slowly. -flags is not held
// to it: it is asked for once per command, and lists what there is to list.
func overStartupBudget(all []Startup) ([]string, error) {
	var broken []string
	seen := false
	for _, s := range all {
		if s.Tool != asynclint || s.What == "flags" {
			continue
		}
		seen = true
		if s.ToEmpty == 0 {
			return nil, fmt.Errorf("the budget needs figures of %s", empty)
		}
		if s.ToEmpty > maxStartupToEmpty {
			broken = append(broken, fmt.Sprintf("start-up (%s) is %.2f × %s, at most %.2f is allowed", s.What, s.ToEmpty, empty, maxStartupToEmpty))
		}
	}
	if !seen {
		return nil, fmt.Errorf("the budget needs figures of %s", asynclint)
	}
	return broken, nil
}

func printStartup(w io.Writer, all []Startup, rounds int) error {
	fmt.Fprintf(w, "start-up, the fastest of %d runs\n\n", rounds)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(tw, "what\ttool\tCPU\t× %s\twall\t\n", empty)
	for _, s := range all {
		fmt.Fprintf(tw, "%s\t%s\t%.1fms\t%s\t%.1fms\t\n", s.What, s.Tool, ms(s.CPU), times(s.ToEmpty), ms(s.Wall))
	}
	return tw.Flush()
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
