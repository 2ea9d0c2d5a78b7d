package report

import (
	"cmp"
	"io"

	"github.com/asynclint/asynclint/internal/rule"
)

// A qualityIssue is what GitLab reads of a code quality report, which is a list
// of them: https://docs.gitlab.com/ci/testing/code_quality/. The location's path
// is relative to the repository.
type qualityIssue struct {
	Description string          `json:"description"`
	CheckName   string          `json:"check_name"`
	Fingerprint string          `json:"fingerprint"`
	Severity    string          `json:"severity"` // info, minor, major, critical or blocker
	Location    qualityLocation `json:"location"`
}

type qualityLocation struct {
	Path  string       `json:"path"`
	Lines qualityLines `json:"lines"`
}

type qualityLines struct {
	Begin int `json:"begin"`
	End   int `json:"end,omitempty"`
}

// writeGitLab writes a code quality report. The evidence follows the message,
// since an issue has one place only.
func writeGitLab(w io.Writer, r *Report, src *sources) error {
	issues := make([]qualityIssue, len(r.Findings))
	for i := range r.Findings {
		f := &r.Findings[i]
		description := f.Message
		for _, rel := range f.Related {
			description += "; " + rel.Pos.in(src.slash(rel.Pos.File)) + ": " + rel.Message
		}
		begin := max(1, f.Pos.Line)
		issues[i] = qualityIssue{
			Description: description,
			CheckName:   f.ID(),
			Fingerprint: cmp.Or(f.Fingerprint, fingerprint(f.ID()+f.Package+f.Message, i)),
			Severity:    qualitySeverity(f.Severity),
			Location:    qualityLocation{src.slash(f.Pos.File), qualityLines{begin, max(begin, f.End.Line)}},
		}
	}
	return encode(w, issues)
}

func qualitySeverity(s rule.Severity) string {
	switch s {
	case rule.Error:
		return "critical"
	case rule.Warning:
		return "major"
	}
	return "minor"
}
