package driver

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/asynclint/asynclint/internal/driver/fixes"
	"github.com/asynclint/asynclint/internal/report"
)

// maxRounds bounds how often fixes that conflict with others are tried again
// on the result.
const maxRounds = 10

// applyFixes fixes the findings of res that would be reported, or prints the
// changes. Then it analyses again and reports what remains: what a fix did not
// resolve, or brought about, is seen at once.
func (c *command) applyFixes(ctx context.Context, g *goCommand, res *result) (int, error) {
	if c.opts.diff {
		plan, err := c.planFixes(ctx, g, res)
		if err != nil {
			return 0, err
		}
		return c.printDiff(res, plan)
	}
	applied, changed := 0, make(map[string]bool)
	c.unwritable = make(map[string]bool)
	for range maxRounds {
		plan, err := c.planFixes(ctx, g, res)
		if err != nil {
			return 0, err
		}
		for _, f := range plan.Files {
			if err := os.WriteFile(f.Name, f.New, 0o666); err != nil {
				return 0, err
			}
			changed[f.Name] = true
		}
		if len(plan.Files) == 0 {
			break
		}
		applied += plan.Applied
		if res, err = c.analyse(ctx, g); err != nil {
			return 0, err
		}
		if plan.Conflicts == 0 {
			break
		}
	}
	fmt.Fprintf(c.stderr, "%s: applied %s in %s\n", toolName, count(applied, "fix", "fixes"), count(len(changed), "file", "files"))
	return c.report(res)
}

// planFixes returns what fixing the findings that would be reported makes of
// the files.
func (c *command) planFixes(ctx context.Context, g *goCommand, res *result) (*fixes.Result, error) {
	kept, _ := c.choose(res)

	// Which of two conflicting fixes goes first is decided as by unitchecker:
	// by the order of analyzers, then of diagnostics. Those of go vet go last.
	order := make(map[string]int)
	for i, r := range c.suite.Rules {
		order[r.Name()] = i - len(c.suite.Rules)
	}
	slices.SortStableFunc(kept, func(a, b report.Finding) int {
		return cmp.Or(cmp.Compare(order[a.Rule], order[b.Rule]), cmp.Compare(a.Rule, b.Rule))
	})
	src := fixes.Source{
		ReadFile:     res.readFile,
		GoFiles:      goFiles,
		PackageNames: func(paths []string) map[string]string { return g.packageNames(ctx, paths) },
	}
	if c.opts.fix && !c.opts.diff {
		src.Locked = c.locked
	}
	return fixes.Apply(kept, src)
}

// locked reports whether the named file can't be written, and says so once.
func (c *command) locked(name string) bool {
	if c.unwritable[name] {
		return true
	}
	err := writable(name)
	if err != nil {
		c.unwritable[name] = true
		c.problems = append(c.problems, report.Problem{Where: c.rel(name), Message: "not fixed: " + err.Error()})
	}
	return err != nil
}

// writable returns the reason why a file can't be written, if there is one. A
// file that is marked read-only is not to be written by those who could, either.
func writable(name string) error {
	info, err := os.Stat(name)
	if err == nil && info.Mode().Perm()&0o222 == 0 {
		return errors.New("the file is read-only")
	}
	var f *os.File
	if err == nil {
		f, err = os.OpenFile(name, os.O_WRONLY, 0)
	}
	if err == nil {
		err = f.Close()
	}
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		err = pathErr.Err
	}
	return err
}

// pruneFixes drops the fixes that -fix would not apply, so that no report
// promises them. Packages of other modules and vendored ones are left alone, as
// by go vet -fix.
func pruneFixes(res *result) {
	for i := range res.findings {
		if f := &res.findings[i]; res.foreign[f.Package] {
			f.Fixes = nil
		}
	}
	fixes.Prune(res.findings, fixes.Source{ReadFile: res.readFile, GoFiles: goFiles})
}

// rel returns a file's name relative to the working directory, if it is inside.
func (c *command) rel(name string) string {
	if rel, err := filepath.Rel(c.dir, name); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return name
}

// goFiles returns the Go files in dir.
func goFiles(dir string) []string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if filepath.Ext(e.Name()) == ".go" {
			names = append(names, filepath.Join(dir, e.Name()))
		}
	}
	return names
}

// printDiff prints what plan changes, in the form that "patch -p1" and "git
// apply" take.
func (c *command) printDiff(res *result, plan *fixes.Result) (int, error) {
	var out bytes.Buffer
	for _, f := range plan.Files {
		name := filepath.ToSlash(c.rel(f.Name))
		out.WriteString(fixes.Unified("a/"+strings.TrimPrefix(name, "/"), "b/"+strings.TrimPrefix(name, "/"), string(f.Old), string(f.New)))
	}
	c.problems = append(c.problems, res.problems...)
	toStdout := true
	if c.opts.output != "" {
		if err := report.ReplaceFile(c.opts.output, out.Bytes()); err != nil {
			c.problems = append(c.problems, report.Problem{Where: "-o", Message: err.Error()})
		} else {
			toStdout = false
		}
	}
	if toStdout {
		if _, err := c.stdout.Write(out.Bytes()); err != nil {
			return 0, err
		}
	}
	if plan.Conflicts > 0 {
		fmt.Fprintf(c.stderr, "%s: %s left out, in conflict with others: apply these and run again\n", toolName, count(plan.Conflicts, "fix", "fixes"))
	}
	code := c.finish(&report.Report{})
	if code == exitClean && out.Len() > 0 && c.opts.setExitStatus {
		code = exitFindings
	}
	return code, nil
}

// packageNames asks the go command for the names of packages, by import path.
func (g *goCommand) packageNames(ctx context.Context, paths []string) map[string]string {
	cmd := g.command(ctx, "list", append([]string{"-e", "-find", "-json=ImportPath,Name", "--"}, paths...)...)
	names := make(map[string]string)
	out, err := cmd.Output()
	if err != nil {
		return names // an import stays that could go: the compiler will say so
	}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct{ ImportPath, Name string }
		if dec.Decode(&p) != nil {
			return names
		}
		names[p.ImportPath] = p.Name
	}
}

func count(n int, singular, plural string) string {
	if n == 1 {
		return "1 " + singular
	}
	return fmt.Sprintf("%d %s", n, plural)
}
