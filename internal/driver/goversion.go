package driver

import (
	"fmt"
	"go/version"
	"runtime"
	"strings"
)

// newerGo returns a line that says so if the Go which is analysing is a newer
// minor release than the one that built the tool, "" otherwise or if one of the
// versions can't be understood. The tool could fail in many ways then: it does
// not know the newer syntax, types, or export data.
func newerGo(built, analysing string) string {
	b, a := releaseOf(built), releaseOf(analysing)
	if b == "" || a == "" || version.Compare(version.Lang(a), version.Lang(b)) <= 0 {
		return ""
	}
	return fmt.Sprintf("%s was built with %s, but %s is analysing: rebuild it with that Go (go install %s@latest, or use \"go tool %s\")",
		toolName, b, a, installPath, toolName)
}

// releaseOf returns the Go release in a version as printed by runtime.Version,
// such as "go1.26.8 X:nodwarf5" or "devel go1.27-0123456 Mon Jan ...".
func releaseOf(v string) string {
	for _, field := range strings.Fields(v) {
		release, _, _ := strings.Cut(field, "-")
		if version.IsValid(release) {
			return release
		}
	}
	return ""
}

// goVersion returns the version of Go that built the tool.
func (s *Suite) goVersion() string {
	if s.GoVersion != "" {
		return s.GoVersion
	}
	return runtime.Version()
}
