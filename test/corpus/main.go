package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/asynclint/asynclint/test/corpus/module"
	"github.com/asynclint/asynclint/test/internal/cli"
)

func main() {
	cli.Main("corpus", func(ctx context.Context, args []string, w io.Writer) (bool, error) {
		agrees, err := run(ctx, args, w)
		return !agrees, err
	})
}

type options struct {
	only, rules []string
	smoke       bool
	update, md  bool
	tool, root  string

	scope Scope // found out from the tool
}

func parseFlags(args []string) (*options, error) {
	var o options
	var only, rules string
	fs := flag.NewFlagSet("corpus", flag.ContinueOnError)
	fs.StringVar(&only, "only", "", "analyse these modules (comma-separated names or paths)")
	fs.StringVar(&rules, "rules", "", "run these rules or categories (comma-separated, as asynclint -only takes them)")
	fs.BoolVar(&o.smoke, "smoke", false, "analyse only modules that are quick to compile")
	fs.BoolVar(&o.update, "update", false, "add new findings to the ledger, unlabelled, and remove what is gone")
	fs.BoolVar(&o.md, "md", false, "print the ledger's figures as Markdown, and analyse nothing")
	fs.StringVar(&o.tool, "tool", "", "use this asynclint `binary` (default: build this module's)")
	fs.StringVar(&o.root, "root", "", "keep the modules' copies in this `folder` (default: asynclint-corpus in the user's cache)")
	if err := cli.Parse(fs, args); err != nil {
		return nil, err
	}
	o.only, o.rules = parseList(only), parseList(rules)
	return &o, nil
}

// run does what args ask for, and reports whether the ledger agrees.
func run(ctx context.Context, args []string, w io.Writer) (bool, error) {
	o, err := parseFlags(args)
	if err != nil {
		return false, err
	}
	home, err := homeDir(ctx)
	if err != nil {
		return false, err
	}
	modules, err := module.Load(filepath.Join(home, "corpus.json"))
	if err != nil {
		return false, err
	}
	if o.md {
		return true, printLedger(w, home, modules)
	}
	if modules, err = choose(modules, o); err != nil {
		return false, err
	}
	if o.root == "" {
		if o.root, err = module.DefaultRoot(); err != nil {
			return false, err
		}
	}
	if o.tool == "" {
		dir, err := os.MkdirTemp("", "asynclint-corpus-")
		if err != nil {
			return false, err
		}
		defer os.RemoveAll(dir)
		if o.tool, err = buildTool(ctx, home, dir); err != nil {
			return false, err
		}
	} else if o.tool, err = filepath.Abs(o.tool); err != nil {
		return false, err
	}

	if o.scope, err = scopeOf(ctx, o.tool, o.rules); err != nil {
		return false, err
	}
	agrees := true
	var found []Entry
	for _, m := range modules {
		ok, entries, err := o.check(ctx, w, home, m)
		if err != nil {
			return false, err
		}
		agrees = agrees && ok
		found = append(found, entries...)
	}
	fmt.Fprintln(w)
	by, total := tally(found, Entry.Pattern)
	return agrees, printText(w, rows("rule/category", by, total))
}

// check analyses one module and holds it against its ledger.
func (o *options) check(ctx context.Context, w io.Writer, home string, m module.Module) (agrees bool, found []Entry, err error) {
	file := ledgerFile(home, m)
	ledger, err := readLedger(file, m)
	if err != nil {
		return false, nil, err
	}
	dir, err := module.Prepare(ctx, m, o.root)
	if err != nil {
		return false, nil, err
	}
	a, err := analyse(ctx, o.tool, m, dir, o.rules)
	if err != nil {
		return false, nil, err
	}
	older := ledger.Version != "" && ledger.Version != m.Version
	if older && o.update && len(o.rules) > 0 {
		return false, nil, fmt.Errorf("%s: the ledger is about %s: update it without -rules first, or the other rules' entries are not checked", m, ledger.Version)
	}
	c := compare(ledger.Entries, a.Findings, o.scope)
	if o.update {
		next := &Ledger{Module: m.Path, Version: m.Version, Entries: c.entries()}
		if err := next.write(file); err != nil {
			return false, nil, err
		}
	}
	surprises, stale := unexpected(m, a.Problems)
	printModule(w, m, dir, a, c, o.update)
	for _, p := range surprises {
		fmt.Fprintf(w, "  did not load: %s\n", p)
	}
	for _, p := range stale {
		fmt.Fprintf(w, "  expected in corpus.json, but did load: %s\n", p.Where)
	}
	if older && !o.update {
		fmt.Fprintf(w, "  the ledger is about %s: run with -update, and read what changed\n", ledger.Version)
		return false, c.Found, nil
	}
	return c.agrees() && len(surprises) == 0 && len(stale) == 0, c.Found, nil
}

// printModule writes what the comparison says about one module.
func printModule(w io.Writer, m module.Module, dir string, a *Analysis, c Comparison, updated bool) {
	_, t := tally(c.Found, Entry.Pattern)
	fmt.Fprintf(w, "%s %s: %d findings (%d bug, %d smell, %d false, %d unlabelled), %d gone, %d packages, %s\n",
		m.Name, m.Version, t.All(), t.Bug, t.Smell, t.False, t.Unlabelled, len(c.Gone), a.Packages, a.Took.Round(100*time.Millisecond))
	print := func(what string, entries []Entry) {
		for _, e := range entries {
			fmt.Fprintf(w, "  %s: %s:%d: %s [%s] %s\n", what, filepath.Join(dir, filepath.FromSlash(e.File)), e.Line, e.Message, e.Pattern(), e.Fingerprint)
		}
	}
	unknown := make(map[string]bool)
	for _, e := range c.New {
		unknown[e.Fingerprint] = true
	}
	for _, e := range c.labelled(Unlabelled) {
		if unknown[e.Fingerprint] && !updated {
			print("not in the ledger", []Entry{e})
		} else {
			print("without a label", []Entry{e})
		}
	}
	print("labelled false", c.labelled(False))
	print("gone", c.Gone)
}

// printLedger writes the figures of all ledgers as Markdown. A module that has
// none is not shown as one without findings.
func printLedger(w io.Writer, home string, modules []module.Module) error {
	var all []Entry
	byModule := make(map[string]Tally)
	for _, m := range modules {
		ledger, err := readLedger(ledgerFile(home, m), m)
		if err != nil {
			return err
		}
		if ledger.Version == "" {
			continue // nobody has looked
		}
		_, byModule[m.Path+" "+ledger.Version] = tally(ledger.Entries, Entry.Pattern)
		all = append(all, ledger.Entries...)
	}
	by, total := tally(all, Entry.Pattern)
	if err := printMarkdown(w, rows("rule/category", by, total)); err != nil {
		return err
	}
	fmt.Fprintln(w)
	return printMarkdown(w, rows("module", byModule, total))
}

func choose(modules []module.Module, o *options) ([]module.Module, error) {
	if len(o.only) > 0 {
		return module.Select(modules, o.only)
	}
	if !o.smoke {
		return modules, nil
	}
	var some []module.Module
	for _, m := range modules {
		if m.Smoke {
			some = append(some, m)
		}
	}
	return some, nil
}

func ledgerFile(home string, m module.Module) string {
	return filepath.Join(home, "ledger", m.Name+".json")
}

// homeDir finds the folder of this command's source, with the ledger in it.
func homeDir(ctx context.Context) (string, error) {
	cmd := exec.CommandContext(ctx, "go", "list", "-f", "{{.Dir}}", "github.com/asynclint/asynclint/test/corpus")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("not inside of the asynclint module: %v", err)
	}
	return strings.TrimSpace(string(out)), nil
}

// buildTool builds asynclint. The version control stamp is left out: it would
// give each commit a tool of another identity, and thus an empty cache, even
// when no code of the tool changed.
func buildTool(ctx context.Context, home, dir string) (string, error) {
	tool := filepath.Join(dir, "asynclint.exe") // a name that runs on every system
	cmd := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-o", tool, "github.com/asynclint/asynclint/cmd/asynclint")
	cmd.Dir = home
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build asynclint: %v\n%s", err, out)
	}
	return tool, nil
}
