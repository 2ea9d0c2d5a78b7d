package frameworks

import (
	"bufio"
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// settings are how a program is to be vetted, in comments above its package
// clause:
//
//	//asynclint-flags: -apimodel.inferred
//	//asynclint-env: GOOS=windows CGO_ENABLED=0
//	//asynclint-pkgconfig: glib-2.0
//
// Each is a list separated by blanks: flags of go vet or of asynclint,
// variables of the environment, and C libraries without which the program does
// not build. They are comparable, since programs with the same settings are
// vetted together.
type settings struct {
	flags, env, pkgconfig string
}

// readSettings returns the settings of a file.
func readSettings(t *testing.T, name string) settings {
	t.Helper()
	f, err := os.Open(name)
	require.NoError(t, err)
	defer f.Close()
	var set settings
	lines := bufio.NewScanner(f)
	for lines.Scan() && !strings.HasPrefix(lines.Text(), "package ") {
		text, ok := strings.CutPrefix(lines.Text(), "//asynclint-")
		if !ok {
			continue
		}
		name, value, _ := strings.Cut(text, ":")
		value = strings.Join(strings.Fields(value), " ")
		switch name {
		case "flags":
			set.flags = value
		case "env":
			set.env = value
		case "pkgconfig":
			set.pkgconfig = value
		default:
			require.Fail(t, "unknown setting", "%s: %s", f.Name(), lines.Text())
		}
	}
	require.NoError(t, lines.Err())
	return set
}

func (s settings) compare(other settings) int {
	return cmp.Or(
		cmp.Compare(s.flags, other.flags),
		cmp.Compare(s.env, other.env),
		cmp.Compare(s.pkgconfig, other.pkgconfig),
	)
}

func (s settings) String() string {
	if s == (settings{}) {
		return "default"
	}
	return strings.Join(strings.Fields(s.env+" "+s.flags+" "+s.pkgconfig), " ")
}

// missing says which of the libraries cannot be had, the empty string if none.
func (s settings) missing() string {
	for _, lib := range strings.Fields(s.pkgconfig) {
		out, err := exec.Command("pkg-config", "--exists", "--print-errors", lib).CombinedOutput()
		if err != nil {
			return strings.TrimSpace("pkg-config " + lib + ": " + err.Error() + "\n" + string(out))
		}
	}
	return ""
}

func TestSettings(t *testing.T) {
	name := filepath.Join(t.TempDir(), "p.go")
	src := "//asynclint-flags:  -apimodel.inferred -x\n//asynclint-env: GOOS=js\n\n// Package p is it.\npackage p\n\n//asynclint-env: none\n"
	require.NoError(t, os.WriteFile(name, []byte(src), 0o666))
	set := readSettings(t, name)
	assert.Equal(t, settings{flags: "-apimodel.inferred -x", env: "GOOS=js"}, set)
	assert.Equal(t, "GOOS=js -apimodel.inferred -x", set.String())
	assert.Empty(t, set.missing())
	assert.Contains(t, settings{pkgconfig: "no-such-library"}.missing(), "no-such-library")
	assert.Positive(t, set.compare(settings{}))
}
