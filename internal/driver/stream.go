package driver

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"github.com/asynclint/asynclint/internal/report"
	"github.com/asynclint/asynclint/internal/rule"
)

// A tree is what the tool prints for one package: a map from package ID and
// analyzer to diagnostics, or to an error.
type tree map[string]map[string]json.RawMessage

// A diagnostic is one in the output of go vet -json.
type diagnostic struct {
	Category       string         `json:"category"`
	Posn           string         `json:"posn"`
	End            string         `json:"end"`
	Message        string         `json:"message"`
	SuggestedFixes []suggestedFix `json:"suggested_fixes"`
	Related        []related      `json:"related"`
}

type suggestedFix struct {
	Message string     `json:"message"`
	Edits   []textEdit `json:"edits"`
}

type textEdit struct {
	Filename string `json:"filename"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	New      string `json:"new"`
}

type related struct {
	Posn    string `json:"posn"`
	End     string `json:"end"`
	Message string `json:"message"`
}

// readTrees reads the output of go vet -json. Trees come one after the other,
// each indented, so that its first and last line alone start with a brace.
// What is not part of a tree goes to other, line by line: which of the two
// streams carries the trees depends on the version of Go, and both carry other
// things.
func readTrees(r io.Reader, each func(tree), other func(line string)) error {
	in := bufio.NewReader(r)
	var doc []byte
	for {
		line, err := in.ReadBytes('\n')
		text := bytes.TrimRight(line, "\r\n")
		switch {
		case len(doc) == 0 && !bytes.HasPrefix(text, []byte("{")):
			if len(line) > 0 {
				other(string(text))
			}
		default:
			doc = append(doc, line...)
			if len(text) > 0 && text[len(text)-1] == '}' && (text[0] == '{' || text[0] == '}') || err != nil {
				var t tree
				if json.Unmarshal(doc, &t) == nil {
					each(t)
				} else {
					for l := range strings.Lines(string(doc)) {
						other(strings.TrimRight(l, "\r\n"))
					}
				}
				doc = nil
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// finding converts a diagnostic of the named analyzer, which may be one of go
// vet.
func (s *Suite) finding(pkg, analyzer string, d *diagnostic) report.Finding {
	f := report.Finding{
		Rule:     analyzer,
		Category: d.Category,
		Severity: rule.Warning,
		Message:  d.Message,
		Package:  pkg,
		Pos:      position(d.Posn),
		End:      position(d.End),
	}
	if r := s.rule(analyzer); r != nil {
		f.URL = rule.URL(analyzer)
		if c := r.Category(d.Category); c != nil {
			f.URL += "#" + c.Name
			f.Severity = c.Severity
		}
	} else {
		f.URL = vetURL(analyzer)
	}
	if f.End.Line == 0 {
		f.End = f.Pos
	}
	for _, r := range d.Related {
		rel := report.Related{Pos: position(r.Posn), End: position(r.End), Message: r.Message}
		if rel.End.Line == 0 {
			rel.End = rel.Pos
		}
		f.Related = append(f.Related, rel)
	}
	for _, fix := range d.SuggestedFixes {
		edits := make([]report.Edit, 0, len(fix.Edits))
		for _, e := range fix.Edits {
			edits = append(edits, report.Edit{File: e.Filename, Start: e.Start, End: e.End, New: e.New})
		}
		f.Fixes = append(f.Fixes, report.Fix{Message: fix.Message, Edits: edits})
	}
	return f
}

// position parses "file:line:column", "file:line" or "file".
func position(s string) report.Position {
	if s == "-" {
		return report.Position{}
	}
	file, last, ok := cutNumber(s)
	if !ok {
		return report.Position{File: s}
	}
	if name, line, ok := cutNumber(file); ok {
		return report.Position{File: name, Line: line, Column: last}
	}
	return report.Position{File: file, Line: last, Column: 1}
}

// cutNumber cuts ":number" from the end of s.
func cutNumber(s string) (before string, n int, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	return s[:i], n, err == nil
}

// importPath returns the import path in a package ID such as "p [p.test]". What
// cmd/go calls the package with its tests depends on its version.
func importPath(id string) string {
	path, _, _ := strings.Cut(id, " ")
	return path
}
