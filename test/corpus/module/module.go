// Package module brings the pinned modules of the corpus to this machine, each
// as a folder in which the go command works as it does in the module's own
// repository.
//
// Sources come through the module proxy and are held against the pinned
// checksum. The module cache's own copy is read-only and no main module, so
// each module is copied to a folder of its own, the same one every time: the
// go command's cache keys contain the folder of the main module, and a copy
// under a new name would be compiled again.
//
// A module's zip is not quite its repository. It has no nested modules, so
// replacements by a folder are dropped, which leaves the published
// versions that the requirements name; and it lacks what is not in the module,
// such as test data of a nested module, so some tests could not run. They
// load, which is what analysis needs. What does not load is listed with the
// module, in [Module.Expect].
package module

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A Module is a pinned module of the corpus.
type Module struct {
	Name    string `json:"name"`    // short, unique; names the ledger's file and the scratch copy
	Path    string `json:"module"`  // module path
	Version string `json:"version"` // exact
	Sum     string `json:"sum"`     // of the module's zip, as in go.sum
	Kind    string `json:"kind"`    // server, broker, store, library, framework, client, cli
	Size    string `json:"size"`    // small, medium, large

	// Smoke puts the module into the quick selection.
	Smoke bool `json:"smoke,omitempty"`

	// Packages are the patterns to analyse, all packages if empty.
	Packages []string `json:"packages,omitempty"`

	// Replace lists replacements, as go mod edit -replace takes them, for
	// required versions that not every module proxy has.
	Replace []string `json:"replace,omitempty"`

	// Note says why there are Packages, Replace or Env.
	Note string `json:"note,omitempty"`

	// Env is added to the environment of the go command, as KEY=VALUE.
	Env []string `json:"env,omitempty"`

	// Expect lists what is known not to load.
	Expect []Problem `json:"expect,omitempty"`
}

// A Problem is a part of a module that the go command cannot load, and why that
// is not ours to mend.
type Problem struct {
	Where    string `json:"where"`    // as reported: a package, or a position in it
	Contains string `json:"contains"` // a part of the message
	Why      string `json:"why"`
}

// Matches reports whether a reported problem is p.
func (p Problem) Matches(where, message string) bool {
	return (where == p.Where || strings.HasPrefix(where, p.Where+":")) && strings.Contains(message, p.Contains)
}

// Patterns are the package patterns to analyse, for the go command.
func (m Module) Patterns() []string {
	if len(m.Packages) == 0 {
		return []string{"./..."}
	}
	return m.Packages
}

func (m Module) String() string { return m.Path + "@" + m.Version }

// Load reads a list of modules, and refuses one that does not pin what it
// names.
func Load(file string) ([]Module, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var list struct {
		Comment string   `json:"comment"`
		Modules []Module `json:"modules"`
	}
	dec := json.NewDecoder(strings.NewReader(string(data)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&list); err != nil {
		return nil, fmt.Errorf("%s: %v", file, err)
	}
	var errs []error
	seen := make(map[string]bool)
	for _, m := range list.Modules {
		if err := m.validate(); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", file, err))
		}
		if seen[m.Name] {
			errs = append(errs, fmt.Errorf("%s: two modules are named %s", file, m.Name))
		}
		seen[m.Name] = true
	}
	if len(list.Modules) == 0 {
		errs = append(errs, fmt.Errorf("%s: no modules", file))
	}
	return list.Modules, errors.Join(errs...)
}

// validName is narrow because the name becomes a file name on every system.
var validName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

func (m Module) validate() error {
	switch {
	case !validName.MatchString(m.Name):
		return fmt.Errorf("module %s: name %q is not lower-case letters, digits and dashes", m.Path, m.Name)
	case m.Path == "" || !strings.HasPrefix(m.Version, "v"):
		return fmt.Errorf("module %s: path %q or version %q is missing", m.Name, m.Path, m.Version)
	case !strings.HasPrefix(m.Sum, "h1:"):
		return fmt.Errorf("module %s: sum %q is not a go.sum hash", m.Name, m.Sum)
	}
	if len(m.Packages)+len(m.Replace)+len(m.Env) > 0 && m.Note == "" {
		return fmt.Errorf("module %s: packages, replace or env without a note", m.Name)
	}
	for _, p := range m.Expect {
		if p.Where == "" || p.Contains == "" || p.Why == "" {
			return fmt.Errorf("module %s: an expected problem lacks where, contains or why", m.Name)
		}
	}
	return nil
}

// Select returns the modules with the given names, in the list's order.
func Select(all []Module, names []string) ([]Module, error) {
	var chosen []Module
	for _, m := range all {
		if slices.Contains(names, m.Name) || slices.Contains(names, m.Path) {
			chosen = append(chosen, m)
		}
	}
	for _, name := range names {
		if !slices.ContainsFunc(all, func(m Module) bool { return m.Name == name || m.Path == name }) {
			return nil, fmt.Errorf("no module %q in the corpus", name)
		}
	}
	return chosen, nil
}

// DefaultRoot is the folder below which scratch copies are kept.
func DefaultRoot() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(cache, "asynclint-corpus"), nil
}

// Environ is the environment for the go command in m's scratch copy. A
// workspace, a vendor setting or flags of the user's must not change what is
// analysed; the toolchain stays the one that runs.
func (m Module) Environ() []string {
	env := append(os.Environ(), "GOWORK=off", "GOFLAGS=", "GOTOOLCHAIN=local")
	return append(env, m.Env...)
}
