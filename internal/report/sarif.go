package report

import (
	"io"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/asynclint/asynclint/internal/rule"
)

// writeSARIF writes a SARIF log of one run, of the part of SARIF that GitHub's
// code scanning reads. Columns count UTF-16 code units, as the log declares;
// where a source file can't be read they are left out, and so are fixes.
func writeSARIF(w io.Writer, r *Report, src *sources) error {
	s := &sarif{src: src, rules: newRuleTable(r)}
	run := sarifRun{
		Invocations: []sarifInvocation{{ExecutionSuccessful: len(r.Problems) == 0}},
		ColumnKind:  "utf16CodeUnits",
		Results:     make([]sarifResult, 0, len(r.Findings)),
	}
	for _, p := range r.Problems {
		run.Invocations[0].ToolExecutionNotifications = append(run.Invocations[0].ToolExecutionNotifications,
			sarifNotification{Level: "error", Message: sarifMessage(p.String())})
	}
	if filepath.IsAbs(r.Dir) {
		root := fileURI(strings.TrimSuffix(r.Dir, string(filepath.Separator)) + "/")
		run.OriginalURIBaseIDs = map[string]sarifArtifact{sarifRoot: {URI: root}}
	}
	for i := range r.Findings {
		run.Results = append(run.Results, s.result(&r.Findings[i]))
	}
	run.Tool.Driver = sarifDriver{
		Name:            r.Tool.Name,
		Version:         r.Tool.Version,
		SemanticVersion: semanticVersion(r.Tool.Version),
		InformationURI:  r.Tool.URL,
		Rules:           s.rules.rules,
	}
	return encode(w, sarifLog{Schema: sarifSchema, Version: sarifVersion, Runs: []sarifRun{run}})
}

type sarif struct {
	src   *sources
	rules *ruleTable
}

func (s *sarif) result(f *Finding) sarifResult {
	res := sarifResult{
		RuleID:    f.ID(),
		RuleIndex: s.rules.index(f),
		Level:     level(f.Severity),
		Message:   sarifMessage(f.Message),
	}
	if f.Pos.File != "" {
		res.Locations = []sarifLocation{{PhysicalLocation: s.location(f.Pos, f.End)}}
	}
	for i, rel := range f.Related {
		if rel.Pos.File != "" {
			message := sarifMessage(rel.Message)
			res.RelatedLocations = append(res.RelatedLocations, sarifLocation{
				ID:               &i,
				PhysicalLocation: s.location(rel.Pos, rel.End),
				Message:          &message,
			})
		}
	}
	for i := range f.Fixes {
		if fix, ok := s.fix(&f.Fixes[i]); ok {
			res.Fixes = append(res.Fixes, fix)
		}
	}
	if f.Fingerprint != "" {
		res.PartialFingerprints = map[string]string{"asynclintFingerprint/v1": f.Fingerprint}
	}
	return res
}

func (s *sarif) location(pos, end Position) sarifPhysicalLocation {
	loc := sarifPhysicalLocation{ArtifactLocation: s.artifact(pos.File)}
	if pos.Line < 1 {
		return loc
	}
	from, to := regionOf(s.src.file(pos.File), pos, end)
	loc.Region = &sarifRegion{StartLine: from.line, StartColumn: from.column, EndLine: to.line, EndColumn: to.column}
	return loc
}

// artifact names a file relative to the root of the run, or by its absolute
// URI if it lies outside.
func (s *sarif) artifact(name string) sarifArtifact {
	rel, inside := s.src.rel(name)
	if inside {
		return sarifArtifact{URI: (&url.URL{Path: filepath.ToSlash(rel)}).String(), URIBaseID: sarifRoot}
	}
	return sarifArtifact{URI: fileURI(s.src.abs(name))}
}

// fix converts a fix as a whole or not at all.
func (s *sarif) fix(fix *Fix) (sarifFix, bool) {
	out := sarifFix{Description: sarifMessage(fix.Message)}
	index := make(map[string]int)
	for _, e := range fix.Edits {
		file := s.src.file(e.File)
		startLine, startColumn, ok1 := file.at(e.Start)
		endLine, endColumn, ok2 := file.at(e.End)
		if !ok1 || !ok2 || e.End < e.Start {
			return out, false
		}
		rep := sarifReplacement{DeletedRegion: sarifRegion{
			StartLine:   startLine,
			StartColumn: file.utf16Column(startLine, startColumn),
			EndLine:     endLine,
			EndColumn:   file.utf16Column(endLine, endColumn),
		}}
		if e.New != "" {
			rep.InsertedContent = &sarifText{Text: e.New}
		}
		at, ok := index[e.File]
		if !ok {
			at = len(out.ArtifactChanges)
			index[e.File] = at
			out.ArtifactChanges = append(out.ArtifactChanges, sarifArtifactChange{ArtifactLocation: s.artifact(e.File)})
		}
		change := &out.ArtifactChanges[at]
		change.Replacements = append(change.Replacements, rep)
	}
	return out, len(out.ArtifactChanges) > 0
}

// sarifMessage is the message that a viewer shows as text. A viewer takes
// "[text](1)" for a link (SARIF 2.1.0, section 3.11.6), which in a message of
// ours is Go: a generic function or an element of a map that is called. Then the
// brackets are escaped.
func sarifMessage(text string) sarifText {
	if strings.Contains(text, "](") {
		text = strings.NewReplacer("[", `\[`, "]", `\]`).Replace(text)
	}
	return sarifText{Text: text}
}

func level(s rule.Severity) string {
	switch s {
	case rule.Error:
		return "error"
	case rule.Warning:
		return "warning"
	default:
		return "note"
	}
}

// fileURI is the URI of an absolute file name.
func fileURI(name string) string {
	name = filepath.ToSlash(name)
	if !strings.HasPrefix(name, "/") { // a drive letter
		name = "/" + name
	}
	return (&url.URL{Scheme: "file", Path: name}).String()
}

// semanticVersion returns a module version as semver.org has it, "" if it
// isn't one, such as "(devel)".
func semanticVersion(v string) string {
	semver := regexp.MustCompile(`^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)` +
		`(-(0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(\.(0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*)?` +
		`(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$`)
	v = strings.TrimPrefix(v, "v")
	if !semver.MatchString(v) {
		return ""
	}
	return v
}
