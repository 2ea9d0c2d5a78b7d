// Package nogo analyses a module as Bazel's nogo does: one package per process,
// dependencies first, with the facts of each in a file that its dependents get;
// and the standard library not at all.
package nogo

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/asynclint/asynclint/analyzers"
	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/test/drivers"
)

// A listed is a package as go list knows it, after all that it imports.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles, Imports        []string
	ImportMap               map[string]string
	Standard                bool
}

func list(t *testing.T, dir string) []listed {
	t.Helper()
	out := drivers.Run(t, dir, "go", "list", "-deps", "-export", "-json=ImportPath,Dir,Export,GoFiles,Imports,ImportMap,Standard", "./...")
	var all []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := dec.Decode(&p); err == io.EOF {
			return all
		} else {
			require.NoError(t, err)
		}
		all = append(all, p)
	}
}

func build(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "nogo.exe")
	drivers.Run(t, fixtest.Root(t), "go", "build", "-o", bin, "./test/nogo/nogo")
	return bin
}

// analyse returns what nogo finds in the module in dir. Flags are those of the
// analyzers, which a user writes into the configuration of nogo.
func analyse(t *testing.T, nogo, dir string, flags ...string) []drivers.Finding {
	t.Helper()
	work := t.TempDir()
	exports, facts := make(map[string]string), make(map[string]string)
	standard := make(map[string]bool)
	var found []drivers.Finding
	for i, p := range list(t, dir) {
		exports[p.ImportPath] = p.Export
		standard[p.ImportPath] = p.Standard
		if p.Standard {
			continue
		}
		name := filepath.Join(work, string(rune('a'+i%26))+strings.ReplaceAll(p.ImportPath, "/", "_"))
		unit := unitchecker.Config{
			ID: p.ImportPath, Compiler: "gc", Dir: p.Dir, ImportPath: p.ImportPath, GoVersion: "go1.25.0",
			ImportMap: make(map[string]string), PackageFile: exports, Standard: standard, PackageVetx: make(map[string]string),
			VetxOutput: name + ".facts",
		}
		for _, file := range p.GoFiles {
			unit.GoFiles = append(unit.GoFiles, filepath.Join(p.Dir, file))
		}
		for _, imported := range p.Imports {
			unit.ImportMap[imported] = imported
			if to := p.ImportMap[imported]; to != "" {
				unit.ImportMap[imported] = to
			}
		}
		for path, file := range facts {
			unit.PackageVetx[path] = file
		}
		facts[p.ImportPath] = unit.VetxOutput
		text, err := json.Marshal(unit)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(name+".cfg", text, 0o666))
		found = append(found, run(t, dir, nogo, append(append([]string{"-json"}, flags...), name+".cfg")...)...)
		info, err := os.Stat(unit.VetxOutput)
		require.NoError(t, err)
		assert.Less(t, info.Size(), int64(64<<10), "%s has large facts", p.ImportPath)
	}
	return drivers.Sort(found)
}

func run(t *testing.T, dir, nogo string, args ...string) []drivers.Finding {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), nogo, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) {
		require.NoError(t, err)
	}
	return drivers.ParseVet(t, dir, out, stderr.String())
}

func TestFindingsAreTheCommands(t *testing.T) {
	nogo, dir := build(t), drivers.Module(t)
	tool := drivers.Tool(t)
	var off []string
	for _, r := range analyzers.All() {
		if !r.Default {
			off = append(off, "-"+r.Name()+"=false")
		}
	}
	// What only a suite can know about directives, a single analyzer can't.
	want := drivers.Command(t, tool, dir, "-skip=baddirective/unknown-rule,baddirective/unused-ignore")
	require.NotEmpty(t, want)
	assert.Equal(t, want, analyse(t, nogo, dir, off...))

	t.Run("options", func(t *testing.T) {
		want := drivers.Command(t, tool, dir, "-only=loopdeadlock", "-loopdeadlock.self-send-buffered")
		assert.Equal(t, want, analyse(t, nogo, dir, "-loopdeadlock", "-loopdeadlock.self-send-buffered"))
	})
}

// TestList: what a user copies into a BUILD file has all rules.
func TestList(t *testing.T) {
	main, err := os.ReadFile(filepath.Join("nogo", "main.go"))
	require.NoError(t, err)
	for _, r := range analyzers.All() {
		assert.Contains(t, string(main), "\t\t"+r.Name()+".Analyzer,\n")
	}
}
