package gopls

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/internal/proxytest"
)

// What a module proxy has instead of gopls: something that is built in the same
// way, and tells which analyzers it has.
const (
	fakeMain = `package main

import (
	"fmt"

	"golang.org/x/tools/gopls/internal/settings"
	"golang.org/x/tools/gopls/internal/version"
)

func main() {
	fmt.Println(version.VersionOverride)
	for _, a := range settings.AllAnalyzers {
		fmt.Println(a.Name(), a.Default())
	}
}
`
	fakeSettings = `package settings

import "golang.org/x/tools/gopls/analysis"

type Analyzer struct {
	analyzer   *analysis.Analyzer
	nonDefault bool
}

func (a *Analyzer) Name() string  { return a.analyzer.Name }
func (a *Analyzer) Default() bool { return !a.nonDefault }

var AllAnalyzers []*Analyzer
`
	fakeAnalysis = "package analysis\n\ntype Analyzer struct{ Name string }\n"
	fakeVersion  = "package version\n\nvar VersionOverride = \"\"\n"

	fakeSelf = `package analyzers

import "golang.org/x/tools/gopls/analysis"

type rule struct {
	Analyzer *analysis.Analyzer
	Default  bool
}

func All() []*rule {
	return []*rule{{&analysis.Analyzer{Name: "one"}, true}, {&analysis.Analyzer{Name: "two"}, false}}
}
`
)

// proxy serves versions of a module as gopls, and nothing else.
func proxy(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{
		"go.mod":                        "module golang.org/x/tools/gopls\n\ngo 1.25.0\n",
		"main.go":                       fakeMain,
		"analysis/analysis.go":          fakeAnalysis,
		"internal/settings/analysis.go": fakeSettings,
		"internal/version/version.go":   fakeVersion,
	}
	with := func(name, text string) map[string]string {
		changed := map[string]string{name: text}
		for other, text := range files {
			if _, ok := changed[other]; !ok {
				changed[other] = text
			}
		}
		return changed
	}
	elsewhere := with("internal/config/analysis.go", "package config\n")
	delete(elsewhere, "internal/settings/analysis.go")
	for version, files := range map[string]map[string]string{
		"v0.1.0": files,
		"v0.2.0": with("go.mod", "module golang.org/x/tools/gopls\n\ngo 1.999.0\n"),
		"v0.3.0": with("internal/settings/analysis.go", "package settings\n\nvar AllAnalyzers []string\n"),
		"v0.4.0": elsewhere,
	} {
		proxytest.Publish(t, dir, goplsPath, version, files)
	}
	t.Setenv("GOPROXY", proxytest.URL(dir))
	t.Setenv("GOSUMDB", "off")
	t.Setenv("GONOSUMDB", "*")
	t.Setenv("GOTOOLCHAIN", "local")
	cache := filepath.Join(t.TempDir(), "mod")
	t.Setenv("GOMODCACHE", cache)
	t.Cleanup(func() {
		cmd := exec.Command("go", "clean", "-modcache")
		cmd.Env = append(os.Environ(), "GOMODCACHE="+cache)
		assert.NoError(t, cmd.Run())
	})
}

// self is a checkout of what is called asynclint.
func self(t *testing.T) Module {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":                 "module " + SelfPath + "\n\ngo 1.25.0\n\nrequire golang.org/x/tools/gopls v0.1.0\n",
		"analyzers/analyzers.go": fakeSelf,
	} {
		name = filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o777))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o666))
	}
	return Module{Dir: dir}
}

func TestBuild(t *testing.T) {
	proxy(t)
	out := filepath.Join(t.TempDir(), "gopls.exe")
	var said []string
	b := &Build{Version: "v0.1.0", Output: out, Self: self(t), Progress: func(line string) { said = append(said, line) }}
	require.NoError(t, b.Run(t.Context()))
	assert.Len(t, said, 2)
	text, err := exec.Command(out).Output()
	require.NoError(t, err)
	assert.Equal(t, "v0.1.0-asynclint.devel\none true\ntwo false\n", string(text))
}

func TestMistakes(t *testing.T) {
	proxy(t)
	tests := []struct{ version, want string }{
		{"v0.0.1", "gopls v0.0.1 is not in the module cache, and can't be had: "},
		{"nonsense", "gopls nonsense is not in the module cache, and can't be had: "},
		{"v0.2.0", "gopls v0.2.0 does not fit the Go at hand: golang.org/x/tools/gopls@v0.2.0 requires go >= 1.999.0"},
		{"v0.3.0", "gopls v0.3.0 does not build with asynclint: "},
		{"v0.4.0", "gopls v0.4.0 keeps its analyzers elsewhere than v0.23.0 does: "},
	}
	for _, tt := range tests {
		t.Run(tt.version, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "gopls.exe")
			err := (&Build{Version: tt.version, Output: out, Self: self(t)}).Run(t.Context())
			require.Error(t, err)
			assert.True(t, strings.HasPrefix(err.Error(), tt.want), "%v", err)
			assert.NoFileExists(t, out)
		})
	}
	t.Run("no network", func(t *testing.T) {
		t.Setenv("GOPROXY", "off")
		err := (&Build{Version: "v0.9.0", Output: filepath.Join(t.TempDir(), "gopls"), Self: self(t)}).Run(t.Context())
		require.ErrorContains(t, err, "gopls v0.9.0 is not in the module cache, and can't be had: ")
		assert.Contains(t, err.Error(), "GOPROXY=off")
	})
	t.Run("directory", func(t *testing.T) {
		err := (&Build{Version: "v0.1.0", Output: t.TempDir(), Self: self(t)}).Run(t.Context())
		assert.ErrorContains(t, err, "is a directory")
	})
}

func TestBuiltFrom(t *testing.T) {
	self := func(version, sum string, replace *debug.Module) debug.Module {
		return debug.Module{Path: SelfPath, Version: version, Sum: sum, Replace: replace}
	}
	other := debug.Module{Path: "example.com/m", Version: "(devel)"}
	dep := self("v1.2.3", "h1:x", nil)
	tests := []struct {
		name string
		info debug.BuildInfo
		want Module
		ok   bool
	}{
		{"installed", debug.BuildInfo{Main: self("v1.2.3", "h1:x", nil)}, Module{Version: "v1.2.3"}, true},
		{"tool of another module", debug.BuildInfo{Main: other, Deps: []*debug.Module{&dep}}, Module{Version: "v1.2.3"}, true},
		{"checkout", debug.BuildInfo{Main: self("(devel)", "", nil)}, Module{}, false},
		{"checkout with a version", debug.BuildInfo{Main: self("v1.2.4-0.20260101000000-abcdef012345", "", nil)}, Module{}, false},
		{"replaced", debug.BuildInfo{Main: self("v0.0.0", "", &debug.Module{Path: filepath.Join(t.TempDir(), "a")})}, Module{}, true},
		{"replaced nearby", debug.BuildInfo{Main: self("v0.0.0", "", &debug.Module{Path: "../a"})}, Module{}, false},
		{"not there", debug.BuildInfo{Main: other}, Module{}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := builtFrom(&tt.info)
			assert.Equal(t, tt.ok, ok)
			if tt.name == "replaced" {
				assert.Equal(t, tt.info.Main.Replace.Path, got.Dir)
				return
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestSelf(t *testing.T) {
	m := self(t)
	got, err := Self(t.Context(), m.Dir)
	require.NoError(t, err)
	assert.Equal(t, m.Dir, got.Dir)
	_, err = Self(t.Context(), t.TempDir())
	assert.ErrorContains(t, err, "run it there, or in a module that uses it as a tool")
}
