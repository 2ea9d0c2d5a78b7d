package driver

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/asynclint/asynclint/internal/rule"
)

// subcommand runs the subcommand that args begin with, if they do. A package
// pattern of the same name has to be written with "./".
func (s *Suite) subcommand(ctx context.Context, args []string, stdout, stderr io.Writer) (code int, ok bool) {
	if len(args) == 0 {
		return 0, false
	}
	var err error
	switch name, args := args[0], args[1:]; name {
	case "explain":
		err = s.explain(args, stdout)
	case "rules":
		err = s.rules(args, stdout)
	case "version":
		err = s.version(args, stdout)
	case "gopls":
		err = s.gopls(ctx, args, stderr)
	case "help":
		if len(args) > 0 {
			err = s.explain(args, stdout)
		} else {
			s.usage(stdout)
		}
	default:
		return 0, false
	}
	if ctx.Err() != nil {
		err = errors.New("interrupted")
	}
	switch {
	case errors.Is(err, flag.ErrHelp):
		s.usage(stdout)
	case err != nil:
		fmt.Fprintf(stderr, "%s: %v\n", toolName, err)
		return exitProblems, true
	}
	return exitClean, true
}

// jsonFlag parses the flags of a subcommand, which is -json alone, before or
// after its arguments.
func jsonFlag(name string, args []string) (asJSON bool, rest []string, err error) {
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Usage = func() {}
	fs.BoolVar(&asJSON, "json", false, "")
	for {
		if err := fs.Parse(args); err != nil {
			if !errors.Is(err, flag.ErrHelp) {
				err = fmt.Errorf("%s: %w", name, flagError(fs, err))
			}
			return false, nil, err
		}
		if fs.NArg() == 0 {
			return asJSON, rest, nil
		}
		rest, args = append(rest, fs.Arg(0)), fs.Args()[1:]
	}
}

// ruleInfo is a rule as tools see it.
type ruleInfo struct {
	Rule       string         `json:"rule"`
	Summary    string         `json:"summary"`
	Family     rule.Family    `json:"family"`
	Default    bool           `json:"default"`
	Categories []categoryInfo `json:"categories"`
	Flags      []flagInfo     `json:"flags"`
	URL        string         `json:"url"`
	Doc        string         `json:"doc,omitempty"` // Markdown
}

type categoryInfo struct {
	Category string        `json:"category"`
	Summary  string        `json:"summary"`
	Severity rule.Severity `json:"severity"`
	Default  bool          `json:"default"`        // looked for when the rule runs
	Flag     string        `json:"flag,omitempty"` // the rule's flag that turns it on
	Fix      bool          `json:"fix"`
	URL      string        `json:"url"`
}

type flagInfo struct {
	Flag    string `json:"flag"`
	Bool    bool   `json:"bool"`
	Default string `json:"default"`
	Usage   string `json:"usage"`
}

func info(r *rule.Rule) ruleInfo {
	in := ruleInfo{
		Rule:       r.Name(),
		Summary:    r.Summary(),
		Family:     r.Family,
		Default:    r.Default,
		Categories: []categoryInfo{},
		Flags:      []flagInfo{},
		URL:        rule.URL(r.Name()),
	}
	for _, c := range r.Categories {
		in.Categories = append(in.Categories, categoryInfo{
			Category: c.Name,
			Summary:  c.Summary,
			Severity: c.Severity,
			Default:  !c.OptIn(),
			Flag:     qualified(r, c.Flag),
			Fix:      c.HasFix,
			URL:      in.URL + "#" + c.Name,
		})
	}
	r.Analyzer.Flags.VisitAll(func(f *flag.Flag) {
		in.Flags = append(in.Flags, flagInfo{Flag: qualified(r, f.Name), Bool: boolValued(f), Default: f.DefValue, Usage: f.Usage})
	})
	return in
}

// qualified returns the name under which the command knows a flag of r.
func qualified(r *rule.Rule, flag string) string {
	if flag == "" {
		return ""
	}
	return "-" + r.Name() + "." + flag
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// rules lists the rules.
func (s *Suite) rules(args []string, stdout io.Writer) error {
	asJSON, rest, err := jsonFlag("rules", args)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return fmt.Errorf("rules takes no arguments: %q explains a rule", toolName+" explain "+rest[0])
	}
	infos := []ruleInfo{}
	for _, r := range s.Rules {
		infos = append(infos, info(r))
	}
	if asJSON {
		return writeJSON(stdout, infos)
	}
	w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "RULE/CATEGORY\tTIER\tSEVERITY\tFIX\tSUMMARY")
	for _, in := range infos {
		for _, c := range in.Categories {
			tier, fix := "default", ""
			if !in.Default || !c.Default {
				tier = "opt-in"
			}
			if c.Fix {
				fix = "fix"
			}
			fmt.Fprintf(w, "%s/%s\t%s\t%s\t%s\t%s\n", in.Rule, c.Category, tier, c.Severity, fix, c.Summary)
		}
	}
	return w.Flush()
}

// explain prints the page of a rule.
func (s *Suite) explain(args []string, stdout io.Writer) error {
	asJSON, rest, err := jsonFlag("explain", args)
	if err != nil {
		return err
	}
	if len(rest) != 1 {
		return fmt.Errorf("explain takes the name of one rule: %q lists them", toolName+" rules")
	}
	found := s.resolve(rest[0], nil)
	switch len(found) {
	case 1:
	case 0:
		return errors.New(s.unknownRule("", rest[0], nil).Message)
	default:
		var names []string
		for _, rc := range found {
			names = append(names, rc.Rule+"/"+rc.Category)
		}
		return fmt.Errorf("several rules have a category %s: %s", rest[0], strings.Join(names, ", "))
	}
	r, category := s.rule(found[0].Rule), found[0].Category
	page := s.page(r)
	if asJSON {
		in := info(r)
		in.Doc = page
		if category != "" {
			in.Categories = slices.DeleteFunc(in.Categories, func(c categoryInfo) bool { return c.Category != category })
		}
		return writeJSON(stdout, in)
	}
	if category != "" {
		if part := section(page, category); part != "" {
			page = part
		}
	}
	_, err = io.WriteString(stdout, render(page, wantColor("auto", stdout)))
	return err
}

// page returns the page about r, or what its analyzer says if there is no page.
func (s *Suite) page(r *rule.Rule) string {
	if s.Page != nil {
		if page, ok := s.Page(r.Name()); ok {
			return page
		}
	}
	return "# " + r.Name() + "\n\n" + r.Analyzer.Doc + "\n"
}

// version prints the version of the program and of the Go that built it.
func (s *Suite) version(args []string, stdout io.Writer) error {
	asJSON, rest, err := jsonFlag("version", args)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return fmt.Errorf("version takes no arguments")
	}
	if asJSON {
		return writeJSON(stdout, struct {
			Version string `json:"version"`
			Go      string `json:"go"`
			OS      string `json:"os"`
			Arch    string `json:"arch"`
		}{ownVersion(), s.goVersion(), runtime.GOOS, runtime.GOARCH})
	}
	_, err = fmt.Fprintf(stdout, "%s %s built with %s for %s/%s\n", toolName, ownVersion(), s.goVersion(), runtime.GOOS, runtime.GOARCH)
	return err
}
