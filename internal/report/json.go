package report

import (
	"encoding/json"
	"io"
)

// DocumentVersion is the version of [Document]. It changes when a field is
// removed or changes its meaning, not when one is added.
const DocumentVersion = 1

// A Document is what [JSON] writes: one object, of which this is the schema.
// Lists are never null. File names are relative to the directory of the run if
// they are inside it, absolute otherwise, and use forward slashes. Lines and
// columns count from 1, columns in bytes; offsets of edits count bytes from 0.
type Document struct {
	Version  int       `json:"version"`
	Tool     Tool      `json:"tool"`
	Findings []Finding `json:"findings"`
	Problems []Problem `json:"problems"`
	Summary  Summary   `json:"summary"`
}

func writeJSON(w io.Writer, r *Report, src *sources) error {
	doc := Document{
		Version:  DocumentVersion,
		Tool:     r.Tool,
		Findings: make([]Finding, len(r.Findings)),
		Problems: append([]Problem{}, r.Problems...),
		Summary:  summarize(r, src),
	}
	for i, f := range r.Findings {
		doc.Findings[i] = f.withFiles(src.slash)
	}
	return encode(w, doc)
}

// encode writes v as indented JSON. <, > and & stay legible: the output is not
// meant to be pasted into HTML.
func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// withFiles returns a copy of f with all file names mapped by rename.
func (f Finding) withFiles(rename func(string) string) Finding {
	move := func(p Position) Position {
		p.File = rename(p.File)
		return p
	}
	f.Pos, f.End = move(f.Pos), move(f.End)
	f.Related = append([]Related(nil), f.Related...)
	for i, rel := range f.Related {
		f.Related[i].Pos, f.Related[i].End = move(rel.Pos), move(rel.End)
	}
	f.Fixes = append([]Fix(nil), f.Fixes...)
	for i, fix := range f.Fixes {
		edits := make([]Edit, len(fix.Edits))
		for j, e := range fix.Edits {
			e.File = rename(e.File)
			edits[j] = e
		}
		f.Fixes[i].Edits = edits
	}
	return f
}
