package drivers

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
	out := Run(t, dir, "go", "list", "-deps", "-export", "-json=ImportPath,Dir,Export,GoFiles,Imports,ImportMap,Standard", "./...")
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

// BuildNogo builds the program of test/nogo, and returns the file.
func BuildNogo(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "nogo.exe")
	Run(t, fixtest.Root(t), "go", "build", "-o", bin, "./test/nogo/nogo")
	return bin
}

// Nogo returns what nogo finds in the module in dir. Flags are those of the
// analyzers, which a user writes into the configuration of nogo.
func Nogo(t *testing.T, nogo, dir string, flags ...string) []Finding {
	t.Helper()
	work := t.TempDir()
	exports, facts := make(map[string]string), make(map[string]string)
	standard := make(map[string]bool)
	var found []Finding
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
		found = append(found, runNogo(t, dir, nogo, append(append([]string{"-json"}, flags...), name+".cfg")...)...)
		info, err := os.Stat(unit.VetxOutput)
		require.NoError(t, err)
		assert.Less(t, info.Size(), int64(64<<10), "%s has large facts", p.ImportPath)
	}
	return Sort(found)
}

func runNogo(t *testing.T, dir, nogo string, args ...string) []Finding {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), nogo, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) {
		require.NoError(t, err)
	}
	return ParseVet(t, dir, out, stderr.String())
}

// NogoFlags are the flags that leave out the rules that are off by default, since
// nogo runs all analyzers that it is given.
func NogoFlags() []string {
	var off []string
	for _, r := range analyzers.All() {
		if !r.Default {
			off = append(off, "-"+r.Name()+"=false")
		}
	}
	return off
}
