package gopls

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"runtime/debug"
	"strings"
)

// SelfPath is the path of the module with the suite.
const SelfPath = "github.com/asynclint/asynclint"

// A Module is where the sources of the suite are: a version that the module
// proxy has, or a directory.
type Module struct {
	Version string
	Dir     string // "" unless it is a checkout
}

func (m Module) String() string {
	if m.Dir != "" {
		return "in " + m.Dir
	}
	return m.Version
}

// version is never empty.
func (m Module) version() string {
	if m.Dir != "" {
		return "devel"
	}
	return m.Version
}

// edits returns the flags of go mod edit that make a module require m.
func (m Module) edits() []string {
	if m.Dir == "" {
		return []string{"-require=" + SelfPath + "@" + m.Version}
	}
	return []string{"-require=" + SelfPath + "@v0.0.0", "-replace=" + SelfPath + "=" + m.Dir}
}

// Self finds the sources that the running program was built from. Where it does
// not know, since it was built in a checkout, they are those which the module
// in dir is, or uses.
func Self(ctx context.Context, dir string) (Module, error) {
	if info, ok := debug.ReadBuildInfo(); ok {
		if m, ok := builtFrom(info); ok {
			return m, nil
		}
	}
	g := &goCommand{dir: dir}
	out, err := g.run(ctx, "list", "-m", "-json", SelfPath)
	var listed struct {
		Version, Dir string
		Main         bool
		Replace      *struct{ Version, Dir string }
	}
	if ctx.Err() != nil {
		return Module{}, ctx.Err()
	}
	if err != nil || json.Unmarshal(out, &listed) != nil {
		return Module{}, errors.New("this asynclint was built in a checkout, and can't tell where: run it there, or in a module that uses it as a tool")
	}
	switch r := listed.Replace; {
	case r != nil && r.Version == "":
		return Module{Dir: r.Dir}, nil
	case listed.Main:
		return Module{Dir: listed.Dir}, nil
	}
	return Module{Version: listed.Version}, nil
}

// builtFrom returns the module of a program that was built from the module
// cache.
func builtFrom(info *debug.BuildInfo) (Module, bool) {
	modules := append([]*debug.Module{&info.Main}, info.Deps...)
	for _, m := range modules {
		switch {
		case m.Path != SelfPath:
		case m.Replace != nil && filepath.IsAbs(m.Replace.Path):
			return Module{Dir: m.Replace.Path}, true
		case m.Replace != nil, m.Version == "", m.Version == "(devel)", strings.Contains(m.Version, "+dirty"), m.Sum == "":
			return Module{}, false
		default:
			return Module{Version: m.Version}, true
		}
	}
	return Module{}, false
}
