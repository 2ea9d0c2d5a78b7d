package report

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// baselineVersion is the version of the file format and of fingerprints: a
// change to [AddFingerprints] changes it.
const baselineVersion = 1

// A Baseline is a set of known findings, which a project has decided to live
// with for now. The zero value and nil are empty.
//
// Its file is JSON with one line per finding, sorted by file, so that it merges
// and diffs line by line; nothing in it depends on where in its file a finding
// is, nor on where the checkout is. Only the fingerprints decide; the rest is
// for people.
type Baseline struct {
	entries []entry
	known   map[string]bool
}

type entry struct {
	Fingerprint string `json:"fingerprint"`
	Rule        string `json:"rule"` // with its category
	File        string `json:"file"`
	Message     string `json:"message"`
}

// NewBaseline returns the baseline that hides the given findings, which must
// have fingerprints. Files are recorded relative to dir.
func NewBaseline(findings []Finding, dir string) *Baseline {
	src := newSources(dir, nil)
	b := &Baseline{known: make(map[string]bool)}
	for i := range findings {
		f := &findings[i]
		if f.Fingerprint == "" || b.known[f.Fingerprint] {
			continue
		}
		b.known[f.Fingerprint] = true
		b.entries = append(b.entries, entry{f.Fingerprint, f.ID(), stableFile(f, src), stableMessage(f.Message)})
	}
	slices.SortFunc(b.entries, func(x, y entry) int {
		return cmp.Or(
			cmp.Compare(x.File, y.File),
			cmp.Compare(x.Rule, y.Rule),
			cmp.Compare(x.Message, y.Message),
			cmp.Compare(x.Fingerprint, y.Fingerprint),
		)
	})
	return b
}

// Len is the number of findings in b.
func (b *Baseline) Len() int {
	if b == nil {
		return 0
	}
	return len(b.entries)
}

// Filter returns the findings that b doesn't know, and how many it does.
func (b *Baseline) Filter(findings []Finding) (kept []Finding, hidden int) {
	if b.Len() == 0 {
		return findings, 0
	}
	for _, f := range findings {
		if b.known[f.Fingerprint] {
			hidden++
		} else {
			kept = append(kept, f)
		}
	}
	return kept, hidden
}

// WriteFile writes b to the named file.
func (b *Baseline) WriteFile(path string) error {
	var buf bytes.Buffer
	fmt.Fprintf(&buf, "{\n  \"version\": %d,\n  \"findings\": [", baselineVersion)
	for i := range b.Len() {
		if i > 0 {
			buf.WriteByte(',')
		}
		buf.WriteString("\n    ")
		enc := json.NewEncoder(&buf)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(b.entries[i]); err != nil {
			return writeError(path, err)
		}
		buf.Truncate(buf.Len() - 1) // Encode ends with a newline
	}
	if b.Len() > 0 {
		buf.WriteString("\n  ")
	}
	buf.WriteString("]\n}\n")
	return ReplaceFile(path, buf.Bytes())
}

// ReadBaseline reads a file written by [Baseline.WriteFile]. Its errors are one
// line each, and name the file.
func ReadBaseline(path string) (*Baseline, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		var pathErr *fs.PathError
		if errors.As(err, &pathErr) {
			err = pathErr.Err
		}
		return nil, fmt.Errorf("cannot read baseline %s: %w", path, err)
	}
	b, err := parseBaseline(data)
	if err != nil {
		return nil, fmt.Errorf("malformed baseline %s: %w", path, err)
	}
	return b, nil
}

func parseBaseline(data []byte) (*Baseline, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, errors.New("the file is empty")
	}
	// The version first: another one may have other fields.
	var header struct {
		Version *int `json:"version"`
	}
	if err := json.Unmarshal(data, &header); err != nil {
		return nil, jsonError(data, err)
	}
	if header.Version == nil {
		return nil, errors.New(`there is no "version"`)
	}
	if *header.Version != baselineVersion {
		return nil, fmt.Errorf("unknown version %d: this version of asynclint reads version %d", *header.Version, baselineVersion)
	}
	var file struct {
		Version  int     `json:"version"`
		Findings []entry `json:"findings"`
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&file); err != nil {
		return nil, jsonError(data, err)
	}
	if file.Findings == nil {
		return nil, errors.New(`there are no "findings"`)
	}
	b := &Baseline{entries: file.Findings, known: make(map[string]bool, len(file.Findings))}
	for i, e := range file.Findings {
		if _, err := hex.DecodeString(e.Fingerprint); err != nil || len(e.Fingerprint) != fingerprintLen {
			return nil, fmt.Errorf("finding %d: %q is not a fingerprint", i+1, e.Fingerprint)
		}
		if b.known[e.Fingerprint] {
			return nil, fmt.Errorf("finding %d: fingerprint %s is there twice", i+1, e.Fingerprint)
		}
		b.known[e.Fingerprint] = true
	}
	return b, nil
}

// jsonError adds the line to an error of package json that knows its place.
func jsonError(data []byte, err error) error {
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	offset := int64(-1)
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &typ):
		offset = typ.Offset
		if typ.Field != "" {
			err = fmt.Errorf("%q is a JSON %s", typ.Field, typ.Value)
		} else {
			err = fmt.Errorf("it is a JSON %s, not an object", typ.Value)
		}
	}
	if offset < 0 || offset > int64(len(data)) {
		return errors.New(strings.TrimPrefix(err.Error(), "json: "))
	}
	return fmt.Errorf("line %d: %w", 1+bytes.Count(data[:offset], []byte("\n")), err)
}
