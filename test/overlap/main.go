package main

import (
	"context"
	"errors"
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
	cli.Main("overlap", func(ctx context.Context, args []string, w io.Writer) (bool, error) {
		return false, run(ctx, args, w, os.Stderr)
	})
}

type options struct {
	only, rules string
	tool        string
}

func parseFlags(args []string) (*options, error) {
	var o options
	fs := flag.NewFlagSet("overlap", flag.ContinueOnError)
	fs.StringVar(&o.only, "only", "", "analyse these modules of the corpus (comma-separated names; default: all)")
	fs.StringVar(&o.rules, "rules", "", "compare these rules or categories (comma-separated; default: all rules about errors that vanish)")
	fs.StringVar(&o.tool, "tool", "", "use this asynclint `binary` (default: build that of the module around)")
	if err := cli.Parse(fs, args); err != nil {
		return nil, err
	}
	return &o, nil
}

// run measures what args ask for, and writes the tables to w and how far it has
// come to progress.
func run(ctx context.Context, args []string, w, progress io.Writer) error {
	o, err := parseFlags(args)
	if err != nil {
		return err
	}
	home, err := homeDir(ctx)
	if err != nil {
		return err
	}
	modules, err := module.Load(filepath.Join(home, "test", "corpus", "corpus.json"))
	if err != nil {
		return err
	}
	if o.only != "" {
		if modules, err = module.Select(modules, strings.Split(o.only, ",")); err != nil {
			return err
		}
	}
	root, err := module.DefaultRoot()
	if err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "asynclint-overlap-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	t, err := newTools(ctx, o, home, scratch)
	if err != nil {
		return err
	}

	c := newComparison(t.categories)
	var failures []error
	for _, m := range modules {
		start := time.Now()
		found, err := t.prepared(ctx, m, root)
		if ctx.Err() != nil {
			return err
		}
		if err != nil {
			fmt.Fprintf(progress, "%s: left out: %v\n", m, err)
			failures = append(failures, fmt.Errorf("%s is left out of the tables: %w", m, err))
			continue
		}
		c.add(m.Name, found)
		fmt.Fprintf(progress, "%s: %d reports in %s\n", m, len(found), time.Since(start).Round(time.Second))
	}
	versions, err := t.versions(ctx)
	if err != nil {
		return err
	}
	return errors.Join(append(failures, c.print(w, versions))...)
}

// homeDir finds the folder of asynclint's module.
func homeDir(ctx context.Context) (string, error) {
	out, err := output(exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", "github.com/asynclint/asynclint"))
	return strings.TrimSpace(string(out)), err
}

// output returns what cmd writes; if it fails, what it says is in the error.
func output(cmd *exec.Cmd) ([]byte, error) {
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return out, fmt.Errorf("%s: %w\n%s", cmd, err, strings.TrimSpace(string(exit.Stderr)))
	}
	return out, err
}
