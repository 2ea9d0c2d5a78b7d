package driver

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"

	"github.com/asynclint/asynclint/internal/report"
)

// goEnv is what we ask of the go command before anything else.
type goEnv struct {
	GOVERSION string
	GOMOD     string
	GOWORK    string
	GOFLAGS   string
}

// env asks the go command for its environment.
func (g *goCommand) env(ctx context.Context) (goEnv, error) {
	var e goEnv
	var chdir []string
	for _, f := range g.build {
		if strings.HasPrefix(f, "-C=") {
			chdir = append(chdir, f)
		}
	}
	args := append([]string{"env"}, chdir...)
	cmd := exec.CommandContext(ctx, "go", append(args, "-json", "GOVERSION", "GOMOD", "GOWORK", "GOFLAGS")...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	switch err := cmd.Run(); {
	case errors.Is(err, exec.ErrNotFound):
		return e, errors.New("the go command was not found: " + toolName + " runs go vet, and needs Go installed and in PATH")
	case err != nil && stderr.Len() > 0:
		lines := slices.DeleteFunc(strings.Split(stderr.String(), "\n"), isProgress)
		return e, errors.New(oneLine(strings.Join(lines, " ")))
	case err != nil:
		return e, errors.New("go env: " + err.Error())
	}
	if err := json.Unmarshal(stdout.Bytes(), &e); err != nil {
		return e, fmt.Errorf("the go command in PATH printed what can't be understood for go env -json: %w", err)
	}
	return e, nil
}

// A listed is a package as go list describes it.
type listed struct {
	ImportPath   string
	GoFiles      []string
	CgoFiles     []string
	TestGoFiles  []string
	XTestGoFiles []string
	Module       *struct{ Main bool }
	Error        *listError
	DepsErrors   []*listError
}

type listError struct {
	ImportStack []string
	Pos         string
	Err         string
}

// units returns the names under which go vet analyses p: with the tests in its
// own package, which make no difference to the name, and then its other tests.
func (p *listed) units() []string {
	if p.ImportPath == "unsafe" {
		return nil // there is nothing to compile
	}
	var ids []string
	if len(p.GoFiles)+len(p.CgoFiles)+len(p.TestGoFiles) > 0 {
		ids = append(ids, p.ImportPath)
	}
	if len(p.XTestGoFiles) > 0 {
		ids = append(ids, p.ImportPath+"_test")
	}
	return ids
}

// foreign reports whether p belongs to another module than those that are being
// worked on, or is a copy of one.
func (p *listed) foreign() bool {
	return p.Module != nil && !p.Module.Main || strings.HasPrefix(p.ImportPath, "vendor/")
}

// list asks the go command which packages patterns stand for. Unless it is deep,
// it looks at nothing but their own files.
func (g *goCommand) list(ctx context.Context, patterns []string, deep bool) (pkgs []*listed, warnings string, err error) {
	args := []string{"-e", "-json=ImportPath,GoFiles,CgoFiles,TestGoFiles,XTestGoFiles,Module,Error"}
	if deep {
		args[1] += ",DepsErrors"
	} else {
		args = append(args, "-find")
	}
	cmd := g.command(ctx, "list", append(append(args, "--"), patterns...)...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, "", context.Cause(ctx)
		}
		return nil, stderr.String(), nil // what it says will do
	}
	for dec := json.NewDecoder(&stdout); ; {
		p := new(listed)
		switch err := dec.Decode(p); {
		case err == io.EOF:
			return pkgs, stderr.String(), nil
		case err != nil:
			return nil, "", errors.New("go list: " + err.Error())
		}
		pkgs = append(pkgs, p)
	}
}

// loadProblems returns the packages that can be loaded, and a line for each
// error of the others.
func loadProblems(pkgs []*listed) (good []string, problems []report.Problem) {
	for _, p := range pkgs {
		errs := p.DepsErrors
		if p.Error != nil {
			errs = []*listError{p.Error}
		}
		if len(errs) == 0 {
			good = append(good, p.ImportPath)
			continue
		}
		where := p.ImportPath
		message := strings.TrimPrefix(oneLine(errs[0].Err), "pattern "+where+": ")
		if stack := errs[0].ImportStack; message == "import cycle not allowed" && len(stack) > 1 {
			message += ": " + strings.Join(stack, " → ")
		}
		if pos := errs[0].Pos; pos != "" && !strings.HasPrefix(message, pos) {
			message = pos + ": " + message
		}
		problems = append(problems, report.Problem{Where: where, Message: message})
	}
	return good, problems
}

// oneLine joins the lines of s.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
