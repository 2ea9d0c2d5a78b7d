// Package gopls builds the Go language server with the suite inside.
//
// gopls has no plugins. But a server with further analyzers is a copy of its
// module with one more file, in the package that lists the analyzers: the
// sources come from the module cache or proxy, in the version that is asked for,
// and nothing else of them is changed. It is what "golangci-lint custom" does
// for golangci-lint.
package gopls

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// DefaultVersion is the version of gopls that the suite is tested with.
const DefaultVersion = "v0.23.0"

const goplsPath = "golang.org/x/tools/gopls"

// listFile is added to gopls. It only names what the registry exports, whose
// types are internal to asynclint.
const listFile = `package settings

import "github.com/asynclint/asynclint/analyzers"

func init() {
	for _, r := range analyzers.All() {
		AllAnalyzers = append(AllAnalyzers, &Analyzer{analyzer: r.Analyzer, nonDefault: !r.Default})
	}
}
`

// A Build says what to build.
type Build struct {
	Version string // of gopls
	Output  string // the file to write
	Self    Module // the suite

	// Progress is told in a line what begins; it may be nil.
	Progress func(string)
}

// Run builds the server. An error is what went wrong in a line, and where the
// compiler refused, its first lines.
func (b *Build) Run(ctx context.Context) error {
	output, err := filepath.Abs(b.Output)
	if err != nil {
		return err
	}
	if info, err := os.Stat(output); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a directory: -o names the file of the server", b.Output)
	}
	work, err := os.MkdirTemp("", "asynclint-gopls-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)

	b.say("getting gopls %s", b.Version)
	source, err := b.download(ctx)
	if err != nil {
		return err
	}
	if err := os.CopyFS(work, os.DirFS(source)); err != nil {
		return err
	}
	g := &goCommand{dir: work}
	list := filepath.Join(work, "internal", "settings")
	if _, err := os.Stat(filepath.Join(list, "analysis.go")); err != nil {
		return fmt.Errorf("gopls %s keeps its analyzers elsewhere than %s does: %w", b.Version, DefaultVersion, err)
	}
	if err := os.WriteFile(filepath.Join(list, "asynclint.go"), []byte(listFile), 0o666); err != nil {
		return err
	}
	if _, err := g.run(ctx, append([]string{"mod", "edit"}, b.Self.edits()...)...); err != nil {
		return err
	}
	b.say("building gopls %s with asynclint %s (the first time takes a minute or two)", b.Version, b.Self)
	name := fmt.Sprintf("%s-asynclint.%s", b.Version, strings.TrimPrefix(b.Self.version(), "v"))
	if _, err := g.run(ctx, "build", "-mod=mod", "-trimpath", "-ldflags=-X "+goplsPath+"/internal/version.VersionOverride="+name, "-o", output, "."); err != nil {
		return fmt.Errorf("gopls %s does not build with asynclint: %w", b.Version, err)
	}
	return nil
}

func (b *Build) say(format string, args ...any) {
	if b.Progress != nil {
		b.Progress(fmt.Sprintf(format, args...))
	}
}

// download returns where the module cache has the sources.
func (b *Build) download(ctx context.Context) (dir string, err error) {
	g := &goCommand{dir: os.TempDir()} // not in a module, whose settings may differ
	out, err := g.run(ctx, "mod", "download", "-json", goplsPath+"@"+b.Version)
	var module struct{ Dir, Error string }
	if json.Unmarshal(out, &module) == nil && module.Error != "" {
		err = errors.New(oneLine(module.Error))
	}
	switch {
	case err == nil:
		return module.Dir, nil
	case strings.Contains(err.Error(), "requires go >= "), strings.Contains(err.Error(), "toolchain not available"):
		return "", fmt.Errorf("gopls %s does not fit the Go at hand: %w", b.Version, err)
	}
	return "", fmt.Errorf("gopls %s is not in the module cache, and can't be had: %w", b.Version, err)
}

// A goCommand runs go in a directory, whatever workspace the user is in.
type goCommand struct{ dir string }

func (g *goCommand) run(ctx context.Context, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = g.dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=", "PWD="+g.dir)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, exec.ErrNotFound):
		return nil, errors.New("there is no go command in the PATH")
	case err != nil && strings.TrimSpace(stderr.String()) != "":
		return stdout.Bytes(), errors.New(firstLines(stderr.String()))
	}
	return stdout.Bytes(), err
}

// firstLines cuts what go printed to what a reader can use.
func firstLines(text string) string {
	const most = 10
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for len(lines) > 1 && (strings.HasPrefix(lines[0], "go: downloading ") || strings.HasPrefix(lines[0], "go: finding ") || strings.HasPrefix(lines[0], "go: found ")) {
		lines = lines[1:]
	}
	if len(lines) > most {
		lines = append(lines[:most], fmt.Sprintf("and %d lines more", len(lines)-most))
	}
	return strings.TrimPrefix(strings.Join(lines, "\n"), "go: ")
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
