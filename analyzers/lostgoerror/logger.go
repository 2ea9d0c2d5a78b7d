package lostgoerror

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/asynclint/asynclint/internal/edit"
)

// A logger is one of the standard library's two.
type logger struct{ path, name, fn string }

func (l logger) call(what, errName string) string {
	if l.name == "slog" {
		return fmt.Sprintf("Error(%s, %q, %s)", strconv.Quote(what+" failed"), "err", errName)
	}
	return fmt.Sprintf("Printf(%s, %s)", strconv.Quote(what+": %v"), errName)
}

var (
	slogLogger = logger{"log/slog", "slog", "Error"}
	logLogger  = logger{"log", "log", "Printf"}
)

// otherLoggers are the last elements of the paths of packages whose users would
// not want to see log beside them.
var otherLoggers = []string{
	"glog", "hclog", "klog", "log", "log15", "logger", "logging", "logr", "logrus", "logs", "logutil", "slog", "xlog", "zap", "zerolog",
}

// logger returns the logger that the file uses, or else the package; log if it
// uses none.
func (c *checker) logger(file *ast.File) (logger, bool) {
	if imports(file, slogLogger.path) {
		return slogLogger, true
	}
	if imports(file, logLogger.path) {
		return logLogger, true
	}
	uses := func(match func(path string) bool) bool {
		return slices.ContainsFunc(c.pass.Pkg.Imports(), func(p *types.Package) bool { return match(p.Path()) })
	}
	switch {
	case uses(func(path string) bool { return path == slogLogger.path }):
		return slogLogger, true
	case uses(func(path string) bool { return path == logLogger.path }):
		return logLogger, true
	case uses(func(path string) bool { return slices.Contains(otherLoggers, baseName(path)) }):
		return logger{}, false
	}
	return logLogger, true
}

// baseName returns the last element of path that is not a version.
func baseName(importPath string) string {
	dir, base := path.Split(importPath)
	if len(base) > 1 && base[0] == 'v' && strings.Trim(base[1:], "0123456789") == "" {
		return path.Base(dir)
	}
	return base
}

// hasOwnLogger reports whether the name of a logger means something else at pos
// than a package of the standard library: then that is what the code logs with.
func (c *checker) hasOwnLogger(file *ast.File, pos token.Pos) bool {
	for _, name := range []string{"log", "logger", "slog"} {
		switch obj := edit.Lookup(c.pass.TypesInfo, file, pos, name).(type) {
		case *types.PkgName:
			if p := obj.Imported().Path(); p != logLogger.path && p != slogLogger.path {
				return true
			}
		case *types.Var:
			return true
		}
	}
	return false
}

func imports(file *ast.File, importPath string) bool {
	for _, spec := range file.Imports {
		if spec.Path.Value == strconv.Quote(importPath) && (spec.Name == nil || spec.Name.Name != "_") {
			return true
		}
	}
	return false
}
