package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/asynclint/asynclint/test/corpus/module"
)

// The tools that are compared, by the names that tables have for them.
const (
	asynclint   = "asynclint"
	errcheck    = "errcheck"
	nilerr      = "nilerr"
	staticcheck = "staticcheck"
	vet         = "go vet"
)

// others are the tools other than asynclint, in the order of the tables' columns.
var others = []string{errcheck, nilerr, staticcheck, vet}

// family is that of the rules which are compared unless others are asked for.
const family = "errors that vanish"

// tools are the programs that run the tools.
type tools struct {
	asynclint, others string
	rules             string   // for asynclint -only
	categories        []string // RULE/CATEGORY of what may be found, in asynclint's order
}

func newTools(ctx context.Context, o *options, home, scratch string) (*tools, error) {
	t := &tools{asynclint: o.tool, others: filepath.Join(scratch, "others.exe"), rules: o.rules}
	if _, err := output(exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-o", t.others, "./others")); err != nil {
		return nil, err
	}
	if t.asynclint == "" {
		t.asynclint = filepath.Join(scratch, "asynclint.exe")
		build := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-o", t.asynclint, "./cmd/asynclint")
		build.Dir = home
		if _, err := output(build); err != nil {
			return nil, err
		}
	}
	var err error
	if t.asynclint, err = filepath.Abs(t.asynclint); err != nil {
		return nil, err
	}
	out, err := output(exec.CommandContext(ctx, t.asynclint, "rules", "-json"))
	if err != nil {
		return nil, err
	}
	return t, t.choose(out)
}

// choose selects the rules to compare, of a list as asynclint rules -json
// writes it.
func (t *tools) choose(list []byte) error {
	var rules []struct {
		Rule, Family string
		Categories   []struct {
			Category string
			Default  bool
		}
	}
	if err := json.Unmarshal(list, &rules); err != nil {
		return fmt.Errorf("asynclint rules -json: %v", err)
	}
	var asked []string
	if t.rules != "" {
		asked = strings.Split(t.rules, ",")
	} else {
		for _, r := range rules {
			if r.Family == family {
				asked = append(asked, r.Rule)
			}
		}
	}
	for _, r := range rules {
		for _, c := range r.Categories {
			name := r.Rule + "/" + c.Category
			if slices.Contains(asked, name) || c.Default && slices.Contains(asked, r.Rule) {
				t.categories = append(t.categories, name)
			}
		}
	}
	if len(t.categories) == 0 {
		return fmt.Errorf("no category is one of %q", asked)
	}
	t.rules = strings.Join(asked, ",")
	return nil
}

// A report is what a tool says about a line.
type report struct {
	file  string // relative to the module, with slashes
	line  int
	tool  string
	check string // the tool's name for what it is about; RULE/CATEGORY for asynclint
}

// prepared runs all tools on a copy of m below root.
func (t *tools) prepared(ctx context.Context, m module.Module, root string) ([]report, error) {
	dir, err := module.Prepare(ctx, m, root)
	if err != nil {
		return nil, err
	}
	return t.all(ctx, m, dir)
}

// all runs all tools on m, whose scratch copy is dir, and returns what they
// report outside of test files: at most once for each line and check.
func (t *tools) all(ctx context.Context, m module.Module, dir string) ([]report, error) {
	var all []report
	for _, run := range []func(context.Context, module.Module, string) ([]report, error){t.runAsynclint, t.runOthers, t.runVet} {
		found, err := run(ctx, m, dir)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return dedup(all), nil
}

// dedup returns reports without those in test files and without twins: a package
// is analysed once more together with its tests.
func dedup(reports []report) []report {
	seen := make(map[report]bool)
	return slices.DeleteFunc(reports, func(r report) bool {
		again := seen[r]
		seen[r] = true
		return again || strings.HasSuffix(r.file, "_test.go") || strings.HasPrefix(r.file, "../")
	})
}

func (t *tools) runAsynclint(ctx context.Context, m module.Module, dir string) ([]report, error) {
	args := []string{"-format=json", "-set-exit-status=false", "-only=" + t.rules}
	cmd := command(ctx, m, dir, t.asynclint, append(args, m.Patterns()...)...)
	out, err := output(cmd)
	if err != nil {
		return nil, err
	}
	return parseAsynclint(out, dir)
}

// parseAsynclint reads asynclint's JSON report about the module in dir.
func parseAsynclint(data []byte, dir string) ([]report, error) {
	var doc struct {
		Findings []struct {
			Rule, Category string
			Pos            struct {
				File string
				Line int
			}
		}
		Problems []struct{ Where, Message string }
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("asynclint's report: %v", err)
	}
	if len(doc.Problems) > 0 {
		return nil, fmt.Errorf("asynclint can't analyse it all: %v", doc.Problems)
	}
	var found []report
	for _, f := range doc.Findings {
		found = append(found, report{relative(dir, f.Pos.File), f.Pos.Line, asynclint, f.Rule + "/" + f.Category})
	}
	return found, nil
}

func (t *tools) runOthers(ctx context.Context, m module.Module, dir string) ([]report, error) {
	return t.govet(ctx, m, dir, func(check string) string {
		switch check {
		case errcheck, nilerr:
			return check
		default:
			return staticcheck
		}
	}, "-vettool="+t.others)
}

func (t *tools) runVet(ctx context.Context, m module.Module, dir string) ([]report, error) {
	return t.govet(ctx, m, dir, func(string) string { return vet })
}

// govet runs go vet with flags. toolOf says which tool an analyzer belongs to.
func (t *tools) govet(ctx context.Context, m module.Module, dir string, toolOf func(check string) string, flags ...string) ([]report, error) {
	args := append([]string{"vet", "-json"}, flags...)
	cmd := command(ctx, m, dir, "go", append(args, m.Patterns()...)...)
	// Which of the two carries the reports depends on the version of Go.
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", cmd, err, last(out.Bytes(), 2000))
	}
	return parseVet(out.Bytes(), dir, toolOf)
}

// parseVet reads what go vet -json writes about the module in dir: one object for
// each package, with comments between them.
func parseVet(data []byte, dir string, toolOf func(check string) string) ([]report, error) {
	var objects []byte
	for line := range bytes.Lines(data) {
		if !bytes.HasPrefix(line, []byte("#")) {
			objects = append(objects, line...)
		}
	}
	var found []report
	for dec := json.NewDecoder(bytes.NewReader(objects)); dec.More(); {
		var packages map[string]map[string]json.RawMessage
		if err := dec.Decode(&packages); err != nil {
			return nil, fmt.Errorf("go vet -json: %v in %s", err, last(objects[:dec.InputOffset()], 200))
		}
		for pkg, checks := range packages {
			for check, result := range checks {
				var diagnostics []struct{ Posn string }
				if err := json.Unmarshal(result, &diagnostics); err != nil {
					return nil, fmt.Errorf("%s on %s: %s", check, pkg, result)
				}
				for _, d := range diagnostics {
					file, line, err := splitPosn(d.Posn)
					if err != nil {
						return nil, fmt.Errorf("%s on %s: %w", check, pkg, err)
					}
					found = append(found, report{relative(dir, file), line, toolOf(check), check})
				}
			}
		}
	}
	return found, nil
}

// splitPosn splits FILE:LINE:COLUMN.
func splitPosn(posn string) (file string, line int, err error) {
	rest, _, ok1 := cutLast(posn)
	file, number, ok2 := cutLast(rest)
	line, err = strconv.Atoi(number)
	if !ok1 || !ok2 || err != nil {
		return "", 0, fmt.Errorf("position %q", posn)
	}
	return file, line, nil
}

func cutLast(s string) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

// relative returns file, which is relative to dir or absolute, relative to dir.
func relative(dir, file string) string {
	if rel, err := filepath.Rel(dir, file); filepath.IsAbs(file) && err == nil {
		file = rel
	}
	return filepath.ToSlash(file)
}

// command is a program's run on m, whose scratch copy is dir.
func command(ctx context.Context, m module.Module, dir, program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = dir
	cmd.Env = m.Environ()
	return cmd
}

// last returns the last n bytes of data, or all.
func last(data []byte, n int) []byte {
	return bytes.TrimSpace(data[max(0, len(data)-n):])
}

// versions returns the version of each other tool.
func (t *tools) versions(ctx context.Context) (map[string]string, error) {
	versions := make(map[string]string)
	for tool, path := range map[string]string{
		errcheck:    "github.com/kisielk/errcheck",
		nilerr:      "github.com/gostaticanalysis/nilerr",
		staticcheck: "honnef.co/go/tools",
	} {
		out, err := output(exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Version}}", path))
		if err != nil {
			return nil, err
		}
		versions[tool] = strings.TrimSpace(string(out))
	}
	out, err := output(exec.CommandContext(ctx, "go", "env", "GOVERSION"))
	versions[vet] = strings.TrimSpace(string(out))
	return versions, err
}
