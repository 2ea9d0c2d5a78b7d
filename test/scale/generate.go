package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"go/format"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/txtar"
)

//go:embed shapes.txtar
var shapesFile []byte

// A source is a generated package: its files by name.
type source map[string][]byte

// A shape is some functions that belong together.
type shape struct {
	name      string
	text      string
	functions int
}

var funcDecl = regexp.MustCompile(`(?m)^func `)

// shapes returns what packages are made of: the helpers that others call, the
// shapes without a hazard, and those with one.
func shapes() (helper shape, fine, hazards []shape) {
	for _, f := range txtar.Parse(shapesFile).Files {
		s := shape{f.Name, string(f.Data), len(funcDecl.FindAll(f.Data, -1))}
		switch {
		case s.name == "helper":
			helper = s
		case strings.HasPrefix(s.name, "hazard-"):
			hazards = append(hazards, s)
		default:
			fine = append(fine, s)
		}
	}
	return helper, fine, hazards
}

// perFile is how many functions a file has before the next begins.
const perFile = 40

// ordinary returns a package with n functions, or a few more. It is the same
// each time, and that of a smaller n is its beginning.
func ordinary(n int) (source, error) {
	const every, helperEvery = 8, 16 // shapes per hazard, per helper
	helper, fine, hazards := shapes()
	random := rand.New(rand.NewPCG(1, 2))
	src := make(source)
	var text strings.Builder
	functions, inFile, lastHelper := 0, 0, 0
	flush := func() error {
		file, err := goFile(text.String())
		if err != nil {
			return err
		}
		src[fmt.Sprintf("f%03d.go", len(src))] = file
		text.Reset()
		inFile = 0
		return nil
	}
	for i := 0; functions < n; i++ {
		s := fine[i%len(fine)]
		switch {
		case i%helperEvery == 0:
			s, lastHelper = helper, i
		case i%every == every-1:
			s = hazards[i/every%len(hazards)]
		}
		text.WriteString(strings.NewReplacer(
			"NN", strconv.Itoa(i),
			"PP", strconv.Itoa(lastHelper),
			"KK", strconv.Itoa(2+random.IntN(8)),
		).Replace(s.text))
		functions += s.functions
		if inFile += s.functions; inFile >= perFile {
			if err := flush(); err != nil {
				return nil, err
			}
		}
	}
	text.WriteString("var errTimeout = errors.New(\"timed out\")\n")
	return src, flush()
}

// goFile returns a file with the declarations in text, and the imports that
// they need.
func goFile(text string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("package generated\n\nimport (\n")
	for _, p := range importable {
		if regexp.MustCompile(`\b` + path.Base(p) + `\.`).MatchString(text) {
			fmt.Fprintf(&b, "%q\n", p)
		}
	}
	b.WriteString(")\n\n")
	b.WriteString(text)
	file, err := format.Source(b.Bytes())
	if err != nil {
		return nil, fmt.Errorf("%w in\n%s", err, numbered(b.String()))
	}
	return file, nil
}

// importable are the packages that generated code may use.
var importable = []string{
	"bufio", "context", "database/sql", "encoding/json", "errors", "fmt", "io", "io/fs", "iter", "net", "net/http", "os", "os/exec", "os/signal",
	"path/filepath", "strconv", "strings", "sync", "time", errgroupPath,
}

const errgroupPath = "golang.org/x/sync/errgroup"

func numbered(text string) string {
	lines := slices.Collect(strings.Lines(text))
	for i, line := range lines {
		lines[i] = fmt.Sprintf("%4d %s", i+1, line)
	}
	return strings.Join(lines, "")
}
