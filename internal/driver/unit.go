package driver

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"golang.org/x/tools/go/analysis"
)

// unitAnalyzer marks each package that go vet analysed, for the standalone
// command. cmd/go keys what it caches by flags and content, but not by whether
// a package was named on the command line or analysed for its facts alone. So a
// package that was once a dependency later has no findings although it was never
// looked at for any, and a package that was once named shows its findings when
// it is a dependency. With a mark for each analysed package, the
// standalone command sees both, drops the one and repeats the other.
//
// Its flag "of" sets a run apart from others in cmd/go's cache.
var unitAnalyzer = newUnitAnalyzer()

func newUnitAnalyzer() *analysis.Analyzer {
	a := &analysis.Analyzer{
		Name: "unit",
		Doc:  "mark each analysed package in the output\n\nThis is for the standalone command, which passes it to go vet.",
		Run: func(pass *analysis.Pass) (any, error) {
			if len(pass.Files) > 0 {
				pass.Report(analysis.Diagnostic{Pos: pass.Files[0].Name.Pos(), Message: "analysed"})
			}
			return nil, nil
		},
	}
	a.Flags.String("of", "", "keep results apart from those of other runs (used by the standalone command)")
	return a
}

// A unit is what we need to know about a package before unitchecker loads it.
type unit struct {
	ImportPath  string
	VetxOnly    bool
	VetxOutput  string
	PackageFile firstValue
}

// firstValue is the first value in a JSON object of strings, of which there may
// be a thousand.
type firstValue string

func (v *firstValue) UnmarshalJSON(data []byte) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	for range 3 { // brace, key, value
		tok, err := dec.Token()
		if err != nil {
			return nil // an empty object, or null
		}
		if s, ok := tok.(string); ok {
			*v = firstValue(s)
		}
	}
	return nil
}

func readUnit(name string) (*unit, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	u := new(unit)
	if err := json.Unmarshal(data, u); err != nil {
		return nil, fmt.Errorf("cannot decode %s: %w", name, err)
	}
	return u, nil
}

// writeNoFacts completes u with no facts. The empty file is an encoding of no
// facts; without a file, cmd/go would not cache the result.
func (u *unit) writeNoFacts() error {
	if u.VetxOutput == "" {
		return errors.New("the unit names no file for facts")
	}
	return os.WriteFile(u.VetxOutput, nil, 0o666)
}

// compiler returns the version of the Go compiler that compiled a dependency of
// u, "" if that is unknown: u has no dependency, or another build system has
// another kind of files.
func (u *unit) compiler() string {
	if u.PackageFile == "" {
		return ""
	}
	f, err := os.Open(string(u.PackageFile))
	if err != nil {
		return ""
	}
	defer f.Close()
	var head [256]byte
	n, _ := f.Read(head[:])
	return compilerOf(head[:n])
}

// compilerOf returns the version in the first bytes of an archive with export
// data: "go object GOOS GOARCH VERSION ...", after the archive's own header.
func compilerOf(head []byte) string {
	_, object, ok := bytes.Cut(head, []byte("\ngo object "))
	if !ok {
		return ""
	}
	line, _, ok := bytes.Cut(object, []byte("\n"))
	if !ok {
		return ""
	}
	fields := bytes.Fields(line)
	if len(fields) < 3 {
		return ""
	}
	return string(bytes.Join(fields[2:], []byte(" ")))
}
