package driver

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/asynclint/asynclint/internal/nearest"
	"github.com/asynclint/asynclint/internal/report"
)

// commands are the words that are not package patterns when they come first.
var commands = []string{"explain", "rules", "version", "gopls", "help"}

// explainPattern makes the go command's message about a pattern say what is
// wrong with it here: the go command takes every word for the path of a package
// that somebody might provide. Run in dir, it found no module if outside is set.
func explainPattern(p report.Problem, dir string, outside bool) report.Problem {
	name := p.Where
	notStd := strings.HasPrefix(p.Message, "package "+name+" is not in std")
	switch {
	case outside && strings.Contains(p.Message, "does not contain main module"):
		p.Message = "there is no go.mod file in the directory or above it: run this in a module, or with -C"
	case strings.HasSuffix(name, ".go") && strings.HasPrefix(p.Message, "no required module provides package "+name):
		p.Message = "no such file"
	case notStd && isDir(filepath.Join(dir, filepath.FromSlash(name))):
		p.Message += fmt.Sprintf(": did you mean ./%s?", name)
	case notStd && nearest.Name(name, commands) != "":
		p.Message += fmt.Sprintf(": did you mean %q?", toolName+" "+nearest.Name(name, commands))
	}
	return p
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}
