package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A Format is a way of writing a report.
type Format string

// The formats.
const (
	Text   Format = "text"   // for people at a terminal
	JSON   Format = "json"   // one document, see [Document]
	SARIF  Format = "sarif"  // SARIF 2.1.0, for code scanning
	GitHub Format = "github" // workflow commands, for annotations on a pull request
	GitLab Format = "gitlab" // a code quality report, for merge requests
	HTML   Format = "html"   // one self-contained page
)

// Formats lists the formats in the order in which they are documented.
func Formats() []Format { return []Format{Text, JSON, SARIF, GitHub, GitLab, HTML} }

// ParseFormat returns the format with the given name.
func ParseFormat(name string) (Format, error) {
	if slices.Contains(Formats(), Format(name)) {
		return Format(name), nil
	}
	var names []string
	for _, f := range Formats() {
		names = append(names, string(f))
	}
	last := len(names) - 1
	return "", fmt.Errorf("unknown format %q: want %s or %s", name, strings.Join(names[:last], ", "), names[last])
}

// Options are the choices that do not change what a report says.
type Options struct {
	// Color asks for ANSI colours in [Text].
	Color bool

	// ReadFile reads a source file, given its absolute name (or its name as
	// found, if the report has no Dir). It is asked once for each file. nil
	// stands for os.ReadFile. What cannot be read is reported without source.
	ReadFile func(name string) ([]byte, error)
}

// Write writes r to w. Findings are written in the order in which they are
// found in r.
func Write(w io.Writer, f Format, r *Report, opt Options) error {
	src := newSources(r.Dir, opt.ReadFile)
	out := bufio.NewWriter(w)
	var err error
	switch f {
	case Text:
		err = writeText(out, r, src, painter(opt.Color))
	case JSON:
		err = writeJSON(out, r, src)
	case SARIF:
		err = writeSARIF(out, r, src)
	case GitHub:
		err = writeGitHub(out, r, src)
	case GitLab:
		err = writeGitLab(out, r, src)
	case HTML:
		err = writeHTML(out, r, src)
	default:
		_, err = ParseFormat(string(f))
	}
	if err != nil {
		return err
	}
	return out.Flush()
}
