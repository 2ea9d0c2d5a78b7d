package frameworks

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"go/parser"
	"go/scanner"
	"go/token"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	binaryFlag   = flag.String("asynclint", "", "test this `binary` rather than one built from the module around")
	programsFlag = flag.String("programs", "*", "test the programs in folders that match this `pattern` alone")
)

// TestPrograms holds what asynclint finds in the programs here against their
// comments, line by line and in both directions.
func TestPrograms(t *testing.T) {
	here, err := os.Getwd()
	require.NoError(t, err)
	files, err := filepath.Glob(filepath.Join(here, *programsFlag, "*.go"))
	require.NoError(t, err)
	require.NotEmpty(t, files)

	binary := build(t)
	bySettings := make(map[settings][]string)
	for _, file := range files {
		set := readSettings(t, file)
		bySettings[set] = append(bySettings[set], file)
	}
	wants := 0
	for _, set := range slices.SortedFunc(maps.Keys(bySettings), settings.compare) {
		t.Run(set.String(), func(t *testing.T) {
			if missing := set.missing(); missing != "" {
				t.Skip(missing)
			}
			byFolder := make(map[string][]string)
			for _, file := range bySettings[set] {
				folder := filepath.Base(filepath.Dir(file))
				byFolder[folder] = append(byFolder[folder], file)
			}
			folders := slices.Sorted(maps.Keys(byFolder))
			found := findings(t, here, binary, set, folders)
			for _, folder := range folders {
				t.Run(folder, func(t *testing.T) {
					for _, file := range byFolder[folder] {
						lines := readWants(t, file)
						for _, want := range lines {
							wants += len(want)
						}
						for _, diff := range compareWants(filepath.Base(file), lines, found[file]) {
							t.Error(diff)
						}
					}
				})
			}
			for file := range found {
				assert.Contains(t, files, file, "findings outside of the programs")
			}
		})
	}
	assert.True(t, wants > 0 || *programsFlag != "*", "no program wants anything")
}

// build returns the path of asynclint.
func build(t *testing.T) string {
	t.Helper()
	binary := *binaryFlag
	if binary == "" {
		binary = filepath.Join(t.TempDir(), "asynclint.exe")
		build := exec.Command("go", "build", "-o", binary, "./cmd/asynclint")
		build.Dir = filepath.Join("..", "..")
		out, err := build.CombinedOutput()
		require.NoError(t, err, "%s", out)
	}
	binary, err := filepath.Abs(binary)
	require.NoError(t, err)
	return binary
}

// findings returns what asynclint, as the tool of go vet, says of the packages in
// folders of dir, by file and line.
func findings(t *testing.T, dir, binary string, set settings, folders []string) map[string]map[int][]string {
	t.Helper()
	// With -json, findings are no failure.
	args := append([]string{"vet", "-json", "-vettool=" + binary}, strings.Fields(set.flags)...)
	for _, folder := range folders {
		args = append(args, "./"+folder)
	}
	vet := exec.Command("go", args...)
	var stdout, stderr bytes.Buffer
	vet.Dir, vet.Stdout, vet.Stderr = dir, &stdout, &stderr
	vet.Env = append(os.Environ(), strings.Fields(set.env)...)
	require.NoError(t, vet.Run(), "%s", &stderr)
	byFile, err := readFindings(&stdout)
	require.NoError(t, err, "%s", &stderr)
	return byFile
}

// readFindings reads the JSON that go vet writes, a value for each package.
func readFindings(r io.Reader) (map[string]map[int][]string, error) {
	byFile := make(map[string]map[int][]string)
	for dec := json.NewDecoder(r); ; {
		var tree map[string]map[string][]struct{ Category, Posn, Message string }
		if err := dec.Decode(&tree); errors.Is(err, io.EOF) {
			return byFile, nil
		} else if err != nil {
			return nil, err
		}
		for pkg, rules := range tree {
			for rule, diags := range rules {
				for _, d := range diags {
					m := position.FindStringSubmatch(d.Posn)
					if m == nil {
						return nil, fmt.Errorf("%s: %s: no position: %q", pkg, rule, d.Posn)
					}
					line, err := strconv.Atoi(m[2])
					if err != nil {
						return nil, err
					}
					if byFile[m[1]] == nil {
						byFile[m[1]] = make(map[int][]string)
					}
					byFile[m[1]][line] = append(byFile[m[1]][line], rule+"/"+d.Category+": "+d.Message)
				}
			}
		}
	}
}

var position = regexp.MustCompile(`^(.*):(\d+):\d+$`)

// readWants returns the regular expressions in the comments "want" of a file, by
// line. A comment "want +2" is about the second line after it: some rules take a
// comment next to code for a reason.
func readWants(t *testing.T, name string) map[int][]*regexp.Regexp {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
	require.NoError(t, err)
	wants := make(map[int][]*regexp.Regexp)
	for _, group := range f.Comments {
		for _, c := range group.List {
			text, ok := strings.CutPrefix(c.Text, "// want ")
			if !ok {
				continue
			}
			line := fset.Position(c.Pos()).Line
			if rest, ok := strings.CutPrefix(text, "+"); ok {
				delta, patterns, _ := strings.Cut(rest, " ")
				n, err := strconv.Atoi(delta)
				require.NoError(t, err, "%s:%d", name, line)
				line, text = line+n, patterns
			}
			patterns, err := literals(text)
			require.NoError(t, err, "%s:%d", name, line)
			for _, p := range patterns {
				re, err := regexp.Compile(p)
				require.NoError(t, err, "%s:%d", name, line)
				wants[line] = append(wants[line], re)
			}
		}
	}
	return wants
}

// literals returns the values of the string literals that text consists of.
func literals(text string) ([]string, error) {
	var s scanner.Scanner
	fset := token.NewFileSet()
	var failed error
	s.Init(fset.AddFile("", fset.Base(), len(text)), []byte(text), func(_ token.Position, msg string) { failed = errors.New(msg) }, 0)
	var list []string
	for {
		switch _, tok, lit := s.Scan(); {
		case failed != nil:
			return nil, failed
		case tok == token.EOF, tok == token.SEMICOLON && lit == "\n":
			return list, nil
		case tok != token.STRING:
			return nil, fmt.Errorf("want strings, found %q", lit)
		default:
			value, err := strconv.Unquote(lit)
			if err != nil {
				return nil, err
			}
			list = append(list, value)
		}
	}
}

// compareWants returns the findings of a file that no comment wants, and the
// comments that want what is not found.
func compareWants(name string, wants map[int][]*regexp.Regexp, found map[int][]string) []string {
	var diffs []string
	for _, line := range slices.Sorted(maps.Keys(found)) {
		for _, finding := range found[line] {
			i := slices.IndexFunc(wants[line], func(re *regexp.Regexp) bool { return re.MatchString(finding) })
			if i < 0 {
				diffs = append(diffs, fmt.Sprintf("%s:%d: not wanted: %s", name, line, finding))
				continue
			}
			wants[line] = slices.Delete(wants[line], i, i+1)
		}
	}
	for _, line := range slices.Sorted(maps.Keys(wants)) {
		for _, re := range wants[line] {
			diffs = append(diffs, fmt.Sprintf("%s:%d: not found: %s", name, line, re))
		}
	}
	return diffs
}

func TestCompareWants(t *testing.T) {
	name := filepath.Join(t.TempDir(), "p.go")
	require.NoError(t, os.WriteFile(name, []byte("package p\n\nvar a = 1 // want `first/x` \"second\"\n// want +1 \"third\"\nvar b = 2\n// nobody wants\nvar c = 3\n"), 0o666))
	assert.Empty(t, compareWants("p.go", readWants(t, name), map[int][]string{
		3: {"r/second: two", "first/x: one"}, 5: {"third/y: three"},
	}))
	assert.Equal(t, []string{
		"p.go:3: not wanted: third/y: three",
		"p.go:6: not wanted: first/x: one",
		"p.go:3: not found: second",
		"p.go:5: not found: third",
	}, compareWants("p.go", readWants(t, name), map[int][]string{
		3: {"first/x: one", "third/y: three"}, 6: {"first/x: one"},
	}))
	_, err := literals("`a` b")
	assert.ErrorContains(t, err, `found "b"`)
}
