package driver_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/internal/driver"
	"github.com/asynclint/asynclint/internal/rule"
)

func TestIsVettool(t *testing.T) {
	for args, want := range map[string]bool{
		"":                        false,
		"-V=full":                 true,
		"-flags":                  true,
		"/tmp/vet.cfg":            true,
		"-json -lose /tmp/b1.cfg": true,
		"./...":                   false,
		"-fix ./...":              false,
		"-flags ./...":            false,
		"./... -o report.cfg":     false,
		"--baseline old.cfg":      false,
		"-c=1 /tmp/b1.cfg":        true,
	} {
		assert.Equal(t, want, driver.IsVettool(strings.Fields(args)), args)
	}
}

func TestValidate(t *testing.T) {
	assert.NoError(t, toySuite().Validate())

	twice := toySuite()
	twice.Rules = append(twice.Rules, twice.Rules[0])
	assert.EqualError(t, twice.Validate(), `two analyzers are called "lose"`)

	for _, name := range []string{"fix", "json", "tags", "with-vet", "unit"} {
		flags := toySuite()
		flags.Rules = append(flags.Rules, replaceCall(name, "x", "x", "y"))
		assert.EqualError(t, flags.Validate(), `analyzer "`+name+`" has the name of a flag`)
	}

	category := toySuite()
	category.Rules = append(category.Rules, &rule.Rule{
		Analyzer:   replaceCall("other", "x", "x", "y").Analyzer,
		Categories: []rule.Category{{Name: "c", Flag: "nosuch"}},
	})
	assert.EqualError(t, category.Validate(), `category other/c is turned on by a flag "nosuch", which there is not`)
}

// TestFlags reads what go vet asks for to learn the tool's flags.
func TestFlags(t *testing.T) {
	t.Parallel()
	out := run(t, t.TempDir(), "toy", "-flags")
	require.Equal(t, 0, out.code)
	var flags []struct {
		Name string
		Bool bool
	}
	require.NoError(t, json.Unmarshal([]byte(out.stdout), &flags))
	isBool := make(map[string]bool)
	for _, f := range flags {
		isBool[f.Name] = f.Bool
	}
	for _, name := range []string{"lose", "lose.optional", "sleepfacts", "shy", "json", "unit"} {
		assert.True(t, isBool[name], name)
	}
	b, ok := isBool["unit.of"]
	assert.True(t, ok && !b)
}

func TestVersionForCache(t *testing.T) {
	t.Parallel()
	out := run(t, t.TempDir(), "toy", "-V=full")
	assert.Equal(t, 0, out.code)
	// What cmd/go wants: the last field, and in it the hash of the content last.
	assert.Regexp(t, `^\S+ version devel buildID=\S+/[\w-]{20}\n$`, out.stdout)
}

// TestVet is the tool under go vet, with the flags that users know from there.
func TestVet(t *testing.T) {
	t.Parallel()
	dir := module(t, `
-- a/a.go --
package a

func lose()     {}
func optional() {}
func Shy()      { lose(); optional() }
-- b/b.go --
package b

import "example.com/m/a"

func F() { a.Shy() }
`)
	const (
		lose  = "a/a.go:5:19: call of lose\na/a.go:5:6: \tin this function\n"
		extra = "a/a.go:5:27: call of optional\n"
		shy   = "a/a.go:5:6: this is Shy\n"
	)
	tests := []struct {
		flags string
		want  string
	}{
		{"", lose},
		{"-lose", lose},
		{"-lose=false", ""},
		{"-sleepy", ""},
		{"-shy", shy},
		{"-shy=false", lose},
		{"-lose.optional", lose + extra},
		{"-sleepfacts", ""},
	}
	for _, test := range tests {
		t.Run(test.flags, func(t *testing.T) {
			args := append([]string{"go", "vet", "-vettool=toy"}, strings.Fields(test.flags)...)
			out := run(t, dir, append(args, "./...")...)
			for line := range strings.Lines(test.want) {
				assert.Contains(t, out.stderr, line)
			}
			printed := strings.Count("\n"+out.stderr, "\n") - 1 - strings.Count("\n"+out.stderr, "\n# ") // headings, before Go 1.26
			assert.Equal(t, strings.Count(test.want, "\n"), printed, out.stderr)
			assert.Equal(t, test.want != "", out.code == 1)
		})
	}

	out := run(t, dir, "go", "vet", "-vettool=toy", "-c=0", "./a")
	assert.Contains(t, out.stderr, "5\tfunc Shy()")
	out = run(t, dir, "go", "vet", "-vettool=toy", "-json", "./a")
	printed := out.stdout + out.stderr // which of the two depends on the version of Go
	assert.Contains(t, printed, `"message": "call of lose"`)
	assert.NotContains(t, printed, `"unit"`)
}

// TestUnits runs the tool on units as go vet would, to see what it does before
// unitchecker.
func TestUnits(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	unit := func(name, path string, vetxOnly bool) (cfg, vetx string) {
		cfg, vetx = filepath.Join(dir, name+".cfg"), filepath.Join(dir, name+".vetx")
		// A file that does not exist: whoever reads it fails.
		data, err := json.Marshal(map[string]any{
			"ID": path, "ImportPath": path, "Compiler": "gc", "VetxOnly": vetxOnly, "VetxOutput": vetx,
			"GoFiles": []string{filepath.Join(dir, "nosuch.go")}, "PackageFile": map[string]string{},
		})
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(cfg, data, 0o666))
		return cfg, vetx
	}
	tests := []struct {
		name   string
		path   string
		facts  bool // VetxOnly
		flags  []string
		parsed bool
	}{
		{"std", "net/http", true, nil, false},
		{"std, to report on", "net/http", false, nil, true},
		{"dependency", "example.com/x", true, nil, true},
		{"dependency of rules without facts", "example.com/x", true, []string{"-lose", "-shy"}, false},
		{"dependency without the rules that have facts", "example.com/x", true, []string{"-sleepy=false"}, false},
		{"dependency of no rule at all", "example.com/x", true, []string{"-json", "-lose=false", "-sleepy=false", "-unit.of", "x"}, false},
	}
	for i, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			cfg, vetx := unit(itoa(i), test.path, test.facts)
			out := run(t, dir, append(append([]string{"toy"}, test.flags...), cfg)...)
			content, err := os.ReadFile(vetx)
			if test.parsed {
				assert.Contains(t, out.stderr, "nosuch.go")
				assert.Equal(t, 1, out.code)
			} else {
				assert.Equal(t, outcome{}, out)
				assert.NoError(t, err, "without a file for the facts nothing is cached")
				assert.Empty(t, content)
			}
		})
	}

	out := run(t, dir, "toy", filepath.Join(dir, "nosuch.cfg"))
	assert.Equal(t, 1, out.code)
	assert.Contains(t, out.stderr, "nosuch.cfg")
}
