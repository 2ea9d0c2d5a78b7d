package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/asynclint/asynclint/test/corpus/module"
)

// A Label is a reader's judgement of a finding.
type Label string

// The labels. See the package documentation.
const (
	Unlabelled Label = ""
	Bug        Label = "bug"
	Smell      Label = "smell"
	False      Label = "false"
)

// An Entry is a finding and the judgement of it.
type Entry struct {
	File        string `json:"file"` // relative to the module, with slashes
	Line        int    `json:"line"`
	Rule        string `json:"rule"`
	Category    string `json:"category,omitempty"`
	Message     string `json:"message"`
	Fingerprint string `json:"fingerprint"`
	Label       Label  `json:"label"`
	Why         string `json:"why"`
}

// Pattern is the rule and category, as they are selected by.
func (e Entry) Pattern() string {
	if e.Category == "" {
		return e.Rule
	}
	return e.Rule + "/" + e.Category
}

func compareEntries(a, b Entry) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Category, b.Category),
		cmp.Compare(a.Message, b.Message),
		cmp.Compare(a.Fingerprint, b.Fingerprint),
	)
}

// A Ledger is what is known about the findings in one version of a module. One
// without entries says that nothing was found.
type Ledger struct {
	Module  string  `json:"module"`
	Version string  `json:"version"` // "" if the module has no ledger yet
	Entries []Entry `json:"entries"` // in the order of compareEntries
}

// readLedger reads m's ledger. A module that has none yet gets one without
// version and entries.
func readLedger(file string, m module.Module) (*Ledger, error) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return &Ledger{Module: m.Path}, nil
	}
	if err != nil {
		return nil, err
	}
	l := new(Ledger)
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(l); err != nil {
		return nil, fmt.Errorf("%s: %v", file, err)
	}
	if err := l.validate(m); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return l, nil
}

func (l *Ledger) validate(m module.Module) error {
	if l.Module != m.Path || l.Version == "" {
		return fmt.Errorf("is about module %s@%s, not %s", l.Module, l.Version, m)
	}
	seen := make(map[string]bool)
	for i, e := range l.Entries {
		where := fmt.Sprintf("entry %d (%s:%d %s)", i+1, e.File, e.Line, e.Pattern())
		switch {
		case e.File == "" || e.Line <= 0 || e.Rule == "" || e.Message == "" || e.Fingerprint == "":
			return fmt.Errorf("%s: lacks file, line, rule, message or fingerprint", where)
		case seen[e.Fingerprint]:
			return fmt.Errorf("%s: repeats fingerprint %s", where, e.Fingerprint)
		case !slices.Contains([]Label{Unlabelled, Bug, Smell, False}, e.Label):
			return fmt.Errorf("%s: unknown label %q: want bug, smell or false", where, e.Label)
		case e.Label != Unlabelled && strings.TrimSpace(e.Why) == "":
			return fmt.Errorf("%s: is labelled %s, but doesn't say why", where, e.Label)
		case i > 0 && compareEntries(l.Entries[i-1], e) > 0:
			return fmt.Errorf("%s: is out of order: entries are sorted by file and line", where)
		}
		seen[e.Fingerprint] = true
	}
	return nil
}

func (l *Ledger) write(file string) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false) // messages are Go code, to be read by people
	enc.SetIndent("", "  ")
	if err := enc.Encode(l); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	return os.WriteFile(file, buf.Bytes(), 0o666)
}
