package driver

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/nearest"
	"github.com/asynclint/asynclint/internal/report"
	"github.com/asynclint/asynclint/internal/rule"
)

// generatedFlag is the flag of an analyzer for which -generated stands.
const generatedFlag = "directives.generated"

// options are the flags and arguments of the standalone command.
type options struct {
	format        report.Format
	output        string // -o
	color         string
	progress      string
	fix, diff     bool
	only, skip    []string
	severity      rule.Severity
	tests         bool
	withVet       bool
	baseline      string
	writeBaseline string
	newFromRev    string
	setExitStatus bool
	chdir         string // -C

	selection selection // -NAME
	tool      []string  // flags for the analyzers, as "-name=value"
	build     []string  // flags for the go command, likewise
	patterns  []string
}

// buildFlags are the flags of go build that choose what is analysed, with the
// line of help about each.
var buildFlags = []struct{ name, arg, usage string }{
	{"tags", "list", "build tags, comma-separated"},
	{"mod", "mode", "module download mode: readonly, vendor or mod"},
	{"modfile", "file", "use another file than go.mod"},
	{"overlay", "file", "replace files, as JSON tells (see go help build)"},
}

// parseOptions reads the command line. Flags may follow packages. An error is
// one line, or flag.ErrHelp.
func (s *Suite) parseOptions(args []string) (*options, error) {
	o := &options{
		format:        report.Text,
		color:         "auto",
		progress:      "auto",
		tests:         true,
		setExitStatus: true,
		selection:     selection{enabled: make(map[string]bool)},
	}
	fs, onlyGiven := s.flagSet(o), false
	for {
		if err := fs.Parse(args); err != nil {
			return nil, flagError(fs, err)
		}
		rest := fs.Args()
		parsed := args[:len(args)-len(rest)]
		if len(rest) == 0 {
			break
		}
		if n := len(parsed); n > 0 && parsed[n-1] == "--" {
			o.patterns = append(o.patterns, rest...)
			break
		}
		o.patterns = append(o.patterns, rest[0])
		args = rest[1:]
	}
	fs.Visit(func(f *flag.Flag) { onlyGiven = onlyGiven || f.Name == "only" })
	if onlyGiven && len(o.only) == 0 {
		return nil, errors.New("-only names no rule or category: leave it out to report them all")
	}
	if len(o.patterns) == 0 {
		o.patterns = []string{"./..."}
	}
	if o.diff && o.format != report.Text {
		return nil, fmt.Errorf("-diff prints a diff: it can't be used with -format=%s", o.format)
	}
	if o.edits() && slices.ContainsFunc(o.build, isOverlay) {
		return nil, errOverlay
	}
	if o.edits() && o.writeBaseline != "" {
		return nil, errors.New("-write-baseline can't be used with -fix or -diff")
	}
	return o, nil
}

// edits reports whether fixes are to be applied or shown.
func (o *options) edits() bool { return o.fix || o.diff }

var errOverlay = errors.New("-fix and -diff change files, not overlays: they can't be used with -overlay")

// isOverlay reports whether a flag of the go command replaces files.
func isOverlay(flag string) bool {
	return strings.HasPrefix(strings.TrimLeft(flag, "-"), "overlay=")
}

// flagSet binds o to the flags of the standalone command.
func (s *Suite) flagSet(o *options) *flag.FlagSet {
	fs := flag.NewFlagSet(toolName, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Usage = func() {}

	fs.Func("format", "", func(v string) (err error) {
		o.format, err = report.ParseFormat(v)
		return err
	})
	fs.StringVar(&o.output, "o", "", "")
	oneOf(fs, "color", &o.color, "auto", "always", "never")
	oneOf(fs, "progress", &o.progress, "auto", "always", "never")
	fs.BoolVar(&o.fix, "fix", false, "")
	fs.BoolVar(&o.diff, "diff", false, "")
	fs.BoolVar(&o.withVet, "with-vet", false, "")
	list(fs, "only", &o.only)
	list(fs, "skip", &o.skip)
	fs.Func("severity", "", func(v string) (err error) {
		o.severity, err = rule.ParseSeverity(v)
		return err
	})
	fs.BoolVar(&o.tests, "tests", true, "")
	fs.StringVar(&o.baseline, "baseline", "", "")
	fs.StringVar(&o.writeBaseline, "write-baseline", "", "")
	fs.StringVar(&o.newFromRev, "new-from-rev", "", "")
	fs.BoolVar(&o.setExitStatus, "set-exit-status", true, "")
	fs.StringVar(&o.chdir, "C", "", "")
	for _, b := range buildFlags {
		fs.Var(forward{name: b.name, to: &o.build}, b.name, "")
	}
	if s.lookup(generatedFlag) != nil {
		fs.Var(forward{name: generatedFlag, to: &o.tool, bool: true}, "generated", "")
	}
	for _, a := range s.universe() {
		if a == unitAnalyzer {
			continue
		}
		if s.rule(a.Name) != nil { // the others report nothing
			fs.BoolFunc(a.Name, "", func(v string) error {
				on, err := parseBool(v)
				o.selection.enabled[a.Name] = on
				return err
			})
		}
		a.Flags.VisitAll(func(f *flag.Flag) {
			name := a.Name + "." + f.Name
			fs.Var(forward{name: name, to: &o.tool, bool: boolValued(f)}, name, "")
		})
	}
	return fs
}

// lookup returns the flag of an analyzer of the suite, by its name on the
// command line; nil if there is none.
func (s *Suite) lookup(name string) *flag.Flag {
	analyzer, local, _ := strings.Cut(name, ".")
	i := slices.IndexFunc(s.universe(), func(a *analysis.Analyzer) bool { return a.Name == analyzer })
	if i < 0 {
		return nil
	}
	return s.universe()[i].Flags.Lookup(local)
}

// forward is the flag.Value of a flag that is passed on to another command.
type forward struct {
	name string
	to   *[]string
	bool bool
}

func (f forward) String() string   { return "" }
func (f forward) IsBoolFlag() bool { return f.bool }
func (f forward) Set(v string) error {
	if f.bool {
		if _, err := parseBool(v); err != nil {
			return err
		}
	}
	*f.to = append(*f.to, "-"+f.name+"="+v)
	return nil
}

func parseBool(v string) (bool, error) {
	switch v {
	case "true", "1", "t", "T", "TRUE", "True":
		return true, nil
	case "false", "0", "f", "F", "FALSE", "False":
		return false, nil
	}
	return false, errors.New("want true or false")
}

// oneOf defines a flag that takes one of a few words.
func oneOf(fs *flag.FlagSet, name string, value *string, words ...string) {
	fs.Func(name, "", func(v string) error {
		if !slices.Contains(words, v) {
			last := len(words) - 1
			return fmt.Errorf("want %s or %s", strings.Join(words[:last], ", "), words[last])
		}
		*value = v
		return nil
	})
}

// list defines a flag that takes a comma-separated list and may be repeated.
func list(fs *flag.FlagSet, name string, value *[]string) {
	fs.Func(name, "", func(v string) error {
		for item := range strings.SplitSeq(v, ",") {
			if item = strings.TrimSpace(item); item != "" {
				*value = append(*value, item)
			}
		}
		return nil
	})
}

// flagError says in a line what is wrong with the command line.
func flagError(fs *flag.FlagSet, err error) error {
	if message, ok := strings.CutSuffix(err.Error(), ": parse error"); ok {
		return errors.New(message + ": want true or false") // there are no numbers
	}
	name, undefined := strings.CutPrefix(err.Error(), "flag provided but not defined: -")
	if !undefined {
		return err
	}
	switch {
	case slices.Contains(commands, name):
		return fmt.Errorf("unknown flag -%s: did you mean %q?", name, toolName+" "+name)
	case slices.Contains(report.Formats(), report.Format(name)) && fs.Lookup("format") != nil:
		return fmt.Errorf("unknown flag -%s: did you mean -format=%[1]s?", name)
	}
	var names []string
	fs.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	if near := nearest.Name(name, names); near != "" {
		return fmt.Errorf("unknown flag -%s: did you mean -%s?", name, near)
	}
	return fmt.Errorf("unknown flag -%s", name)
}
