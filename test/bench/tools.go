package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// The tools under test, in the order in which they are run and shown.
const (
	empty       = "empty"
	floor       = "floor"
	vet         = "vet"
	asynclint   = "asynclint"
	staticcheck = "staticcheck"
)

var allTools = []string{empty, floor, vet, asynclint, staticcheck}

// staticcheckVersion is honnef.co/go/tools' version of what is compared with.
const staticcheckVersion = "v0.8.2"

// buildTools makes the named tools ready and returns their paths. Their
// binaries are kept in dir.
func buildTools(ctx context.Context, dir string, names []string, asynclintBinary string) (map[string]string, error) {
	paths := make(map[string]string)
	for _, name := range names {
		path, err := buildTool(ctx, dir, name, asynclintBinary)
		if err != nil {
			return nil, err
		}
		paths[name] = path
	}
	return paths, nil
}

func buildTool(ctx context.Context, dir, name, asynclintBinary string) (string, error) {
	const module = "github.com/asynclint/asynclint"
	switch name {
	case vet:
		out, err := output(exec.CommandContext(ctx, "go", "tool", "-n", "vet"))
		return strings.TrimSpace(out), err
	case staticcheck:
		// Installed by version, it needs no place in this module's requirements.
		bin := filepath.Join(dir, "staticcheck@"+staticcheckVersion)
		path := filepath.Join(bin, "staticcheck")
		if _, err := os.Stat(path); err == nil {
			return path, nil
		}
		cmd := exec.CommandContext(ctx, "go", "install", "honnef.co/go/tools/cmd/staticcheck@"+staticcheckVersion)
		cmd.Env = append(os.Environ(), "GOFLAGS=", "GOBIN="+bin)
		_, err := output(cmd)
		return path, err
	case asynclint:
		if asynclintBinary != "" {
			return filepath.Abs(asynclintBinary)
		}
		return goBuild(ctx, dir, name, module+"/cmd/asynclint")
	default:
		return goBuild(ctx, dir, name, module+"/test/bench/tool/"+name)
	}
}

func goBuild(ctx context.Context, dir, name, pkg string) (string, error) {
	path := filepath.Join(dir, name)
	_, err := output(exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-o", path, pkg))
	return path, err
}

// chooseTools checks a list of tool names, and puts it into the usual order.
func chooseTools(names []string) ([]string, error) {
	for _, name := range names {
		if !slices.Contains(allTools, name) {
			return nil, fmt.Errorf("unknown tool %q: want some of %s", name, strings.Join(allTools, ","))
		}
	}
	var chosen []string
	for _, name := range allTools {
		if slices.Contains(names, name) {
			chosen = append(chosen, name)
		}
	}
	return chosen, nil
}

// output runs cmd; its error says what cmd said.
func output(cmd *exec.Cmd) (string, error) {
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %v\n%s", strings.Join(cmd.Args, " "), err, strings.TrimSpace(stderr.String()))
	}
	return string(out), nil
}
