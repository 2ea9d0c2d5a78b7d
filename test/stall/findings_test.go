package stall

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var binaryFlag = flag.String("asynclint", "", "test this `binary` rather than one built from the module around")

// want is the comment on a line about which asynclint is to say what matches.
var want = regexp.MustCompile("// want `(.*)`$")

// TestFindings shows that what is measured is what is found: asynclint, with its
// default settings, reports the line of each broken or forbidden callback that waits,
// and nothing else of this module.
func TestFindings(t *testing.T) {
	dir, err := os.Getwd()
	require.NoError(t, err)
	found := findings(t, dir)
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.go"))
	require.NoError(t, err)
	wants := 0
	for _, file := range files {
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		for i, line := range strings.Split(string(source), "\n") {
			at := fmt.Sprintf("%s:%d", file, i+1)
			if m := want.FindStringSubmatch(line); m != nil {
				wants++
				assert.Len(t, found[at], 1, at)
				assert.Regexp(t, m[1], strings.Join(found[at], "\n"), at)
				delete(found, at)
			}
		}
	}
	assert.NotZero(t, wants)
	assert.Empty(t, found, "findings that nobody wants")
}

// findings returns what asynclint says of the packages below dir, by FILE:LINE.
func findings(t *testing.T, dir string) map[string][]string {
	t.Helper()
	binary := *binaryFlag
	if binary == "" {
		binary = filepath.Join(t.TempDir(), "asynclint.exe")
		build := exec.Command("go", "build", "-o", binary, "./cmd/asynclint")
		build.Dir = filepath.Join(dir, "..", "..")
		out, err := build.CombinedOutput()
		require.NoError(t, err, "%s", out)
	}
	binary, err := filepath.Abs(binary)
	require.NoError(t, err)
	run := exec.Command(binary, "-format=json", "-set-exit-status=false", "./...")
	var stdout, stderr bytes.Buffer
	run.Dir, run.Stdout, run.Stderr = dir, &stdout, &stderr
	require.NoError(t, run.Run(), "%s", &stderr)
	var report struct {
		Findings []struct {
			Rule, Category, Message string
			Pos                     struct {
				File string
				Line int
			}
		}
		Problems []json.RawMessage
	}
	require.NoError(t, json.Unmarshal(stdout.Bytes(), &report), "%s", &stdout)
	require.Empty(t, report.Problems)
	found := make(map[string][]string)
	for _, f := range report.Findings {
		file := f.Pos.File
		if !filepath.IsAbs(file) {
			file = filepath.Join(dir, file)
		}
		at := fmt.Sprintf("%s:%d", file, f.Pos.Line)
		found[at] = append(found[at], f.Rule+"/"+f.Category+": "+f.Message)
	}
	return found
}
