package driver

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/internal/report"
)

func TestReadTrees(t *testing.T) {
	const doc = "{\n\t\"p\": {\n\t\t\"a\": [\n\t\t\t{\n\t\t\t\t\"posn\": \"x.go:1:2\",\n\t\t\t\t\"message\": \"}\"\n\t\t\t}\n\t\t]\n\t}\n}\n"
	tests := []struct {
		name, in string
		trees    int
		other    []string
	}{
		{"nothing", "", 0, nil},
		{"empty trees", "{}\n{}\n", 2, nil},
		{"a tree", doc, 1, nil},
		{"trees and other lines", "# p\n" + doc + "x\n{}\n\ny", 2, []string{"# p", "x", "", "y"}},
		{"as Windows ends lines", strings.ReplaceAll(doc, "\n", "\r\n"), 1, nil},
		{"no newline at the end", strings.TrimSuffix(doc, "\n"), 1, nil},
		{"cut off", doc[:30], 0, strings.Split(doc[:30], "\n")},
		{"no tree", "{x}\n", 0, []string{"{x}"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			trees := 0
			var other []string
			require.NoError(t, readTrees(strings.NewReader(test.in), func(tree) { trees++ }, func(l string) { other = append(other, l) }))
			assert.Equal(t, test.trees, trees)
			assert.Equal(t, test.other, other)
		})
	}
}

func TestPosition(t *testing.T) {
	for in, want := range map[string]report.Position{
		"/a/b.go:3:7":   {File: "/a/b.go", Line: 3, Column: 7},
		`C:\a\b.go:3:7`: {File: `C:\a\b.go`, Line: 3, Column: 7},
		"/a/b.go:3":     {File: "/a/b.go", Line: 3, Column: 1},
		"/a/b.go":       {File: "/a/b.go"},
		"/a:1/b.go:3:7": {File: "/a:1/b.go", Line: 3, Column: 7},
		"-":             {},
		"":              {},
	} {
		assert.Equal(t, want, position(in), in)
	}
}

func TestPackageProblem(t *testing.T) {
	tests := []struct {
		log  string
		want string
	}{
		{"# p\n./x.go:3:4: undefined: y", "p: does not compile: ./x.go:3:4: undefined: y"},
		{"# p\nasynclint: x.go:3:4: undefined: y", "p: does not compile: x.go:3:4: undefined: y"},
		{"# p [p.test]\nvet: x_test.go:3:4: undefined: y", "p: does not compile: x_test.go:3:4: undefined: y"},
		{"# p\n# [p]\nvet: x.go:3:4: undefined: y", "p: does not compile: x.go:3:4: undefined: y"},
		{"# p\nx.go:3:4: cannot use y\n\thave (int)\n\twant (string)\nx.go:5:4: other\nx.go:6: too many errors", "p: does not compile: x.go:3:4: cannot use y (and 2 more)"},
		{"# p\npanic: boom\n\ngoroutine 1 [running]:\nmain.main()\n\t/x/y.go:3 +0x1", "p: the analysis crashed: panic: boom (please report this at https://github.com/asynclint/asynclint/issues)"},
		{"# p\nasynclint was built with go1.20, but go1.26.1 is analysing: rebuild it", "p: was built with go1.20, but go1.26.1 is analysing: rebuild it"},
		{"# p\nld: cannot find -lfoo", "p: not analysed: ld: cannot find -lfoo"},
		{"# p", "p: not analysed: the go command gave no reason"},
	}
	for _, test := range tests {
		t.Run(test.log, func(t *testing.T) {
			var log stderrLog
			for line := range strings.SplitSeq(test.log, "\n") {
				log.add(line)
			}
			require.Len(t, log.packages, 1)
			assert.Empty(t, log.general)
			assert.Equal(t, test.want, log.packages[0].problem("/bin/asynclint", false).String())
		})
	}
}

func TestGeneralProblems(t *testing.T) {
	var log stderrLog
	for _, line := range []string{
		"go: downloading example.com/x v1.0.0",
		"go: warning: \"./x/...\" matched no packages",
		"# p",
		"x.go:1:1: wrong",
		"go: warning: ignoring something",
		"x_test.go:3:8: no required module provides package y; to add it:",
		"\tgo get y",
		"no packages to vet",
		"",
	} {
		log.add(line)
	}
	problems, warnings := generalProblems(log.general, true)
	assert.Equal(t, []report.Problem{
		{Message: `"./x/..." matched no packages`},
		{Message: "x_test.go:3:8: no required module provides package y; to add it: go get y"},
	}, problems)
	assert.Equal(t, []string{"ignoring something"}, warnings)
	assert.Len(t, log.packages, 1)

	problems, _ = generalProblems([]string{"example.com/m", "go: warning: \"./x/...\" matched no packages"}, false)
	assert.Len(t, problems, 1, "GOFLAGS=-v makes vet name packages")

	problems, _ = generalProblems([]string{"go: downloading example.com/x v1.0.0", "go: finding module for package y"}, false)
	assert.Empty(t, problems, "what go list is doing is no problem")

	p := packageLog{"p", []string{"asynclint: analyzer \"a\" suggests invalid fix"}}
	assert.Equal(t, `p: analyzer "a" suggests invalid fix`, p.problem("", true).String())
	p = packageLog{"p", []string{"asynclint: open p/p.go: permission denied"}}
	assert.Equal(t, "p: not analysed: open p/p.go: permission denied", p.problem("/bin/asynclint", false).String())
}

func TestMissingProblem(t *testing.T) {
	assert.Equal(t, "a, b: not analysed, because of errors in what it depends on or in its tests", missingProblem([]string{"b", "a", "b"}).String())
	assert.Equal(t, "a, b, c and 2 more", missingProblem([]string{"e", "d", "c", "b", "a"}).Where)
}

func TestNewerGo(t *testing.T) {
	tests := []struct {
		built, analysing string
		newer            bool
	}{
		{"go1.26.8", "go1.26.8", false},
		{"go1.26.1", "go1.26.8", false},
		{"go1.26.8", "go1.25.3", false},
		{"go1.25.3", "go1.26.8", true},
		{"go1.25.3", "go1.26rc1", true},
		{"go1.26.8 X:nodwarf5", "go1.27.0", true},
		{"devel go1.27-0123abc Mon Jan 1 2026", "go1.26.8", false},
		{"devel go1.27-0123abc Mon Jan 1 2026", "go1.28", true},
		{"go1.9", "go1.10", true},
		{"go1.26.8", "", false},
		{"", "go1.26.8", false},
		{"go1.26.8", "gccgo 15", false},
	}
	for _, test := range tests {
		assert.Equal(t, test.newer, newerGo(test.built, test.analysing) != "", "%s, %s", test.built, test.analysing)
	}
	assert.Equal(t, `asynclint was built with go1.25.3, but go1.26.8 is analysing: rebuild it with that Go (go install github.com/asynclint/asynclint/cmd/asynclint@latest, or use "go tool asynclint")`,
		newerGo("go1.25.3", "go1.26.8"))
}

func TestCompilerOf(t *testing.T) {
	for head, want := range map[string]string{
		"!<arch>\n__.PKGDEF       0           0     0     644     7955      `\ngo object linux amd64 go1.26.8 GOAMD64=v1 X:regabi\nbuild id \"x\"\n": "go1.26.8 GOAMD64=v1 X:regabi",
		"!<arch>\n__.PKGDEF `\ngo object linux amd64 devel go1.27-abc Mon\n":                                                                         "devel go1.27-abc Mon",
		"!<arch>\n__.PKGDEF `\ngo object linux\n":                                                                                                    "",
		"!<arch>\n__.PKGDEF `\ngo object linux am":                                                                                                   "",
		"": "",
	} {
		assert.Equal(t, want, compilerOf([]byte(head)), head)
	}
}

func TestRender(t *testing.T) {
	const page = "# Title\n\n<!-- hidden -->\nSome **bold** `a [b](c)` and [text](https://x.y/z), [local](#there), [odd]\nin one paragraph that is long enough to be wrapped at the width of a terminal.\n\n- one\n  more\n- two\n\n| category | finds | fix |\n| --- | --- | --- |\n| [a](#a) | this | no |\n\n```go\n\tif x {\n```\n"
	assert.Equal(t, "Title\n\nSome bold `a [b](c)` and text (https://x.y/z), local, [odd] in one paragraph\nthat is long enough to be wrapped at the width of a terminal.\n\n- one more\n- two\n\n- a: this; fix: no\n\n        if x {\n", render(page, false))
	assert.Contains(t, render(page, true), "\x1b[1mTitle\x1b[0m\n")
}
