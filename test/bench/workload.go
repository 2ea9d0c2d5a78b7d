package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/asynclint/asynclint/test/corpus/module"
)

// A Workload is a module that tools are run on.
type Workload struct {
	Module module.Module
	Dir    string
	Leaf   string // the file that edits go to

	original []byte // Leaf's content
}

// marker starts what an edit appends, so that the edit of an interrupted run
// can be taken back.
const marker = "\n// An edit by asynclint's test/bench.\n"

// newWorkload prepares m below root and chooses the package to edit.
func newWorkload(ctx context.Context, m module.Module, root string) (*Workload, error) {
	dir, err := module.Prepare(ctx, m, root)
	if err != nil {
		return nil, err
	}
	w := &Workload{Module: m, Dir: dir}
	packages, err := w.list(ctx)
	if err != nil {
		return nil, err
	}
	if w.Leaf, err = leaf(packages); err != nil {
		return nil, fmt.Errorf("%s: %w", m, err)
	}
	if w.original, err = os.ReadFile(w.Leaf); err != nil {
		return nil, err
	}
	w.original, _, _ = bytes.Cut(w.original, []byte(marker))
	return w, w.Restore()
}

// listed is what go list says about a package of the module.
type listed struct {
	ImportPath, Dir, Name string
	GoFiles, Imports      []string
}

func (w *Workload) list(ctx context.Context) ([]listed, error) {
	out, err := w.goCommand(ctx, append([]string{"list", "-json=ImportPath,Dir,Name,GoFiles,Imports"}, w.Module.Patterns()...)...)
	if err != nil {
		return nil, err
	}
	var packages []listed
	for dec := json.NewDecoder(strings.NewReader(out)); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return packages, nil
		} else if err != nil {
			return nil, err
		}
		packages = append(packages, p)
	}
}

// leaf returns a file of the package that imports no other of the given ones
// and that most others import.
func leaf(packages []listed) (string, error) {
	importers := make(map[string]int)
	for _, p := range packages {
		for _, path := range p.Imports {
			importers[path]++
		}
	}
	own := func(path string) bool {
		return slices.ContainsFunc(packages, func(p listed) bool { return p.ImportPath == path })
	}
	var leaves []listed
	for _, p := range packages {
		if p.Name != "main" && len(p.GoFiles) > 0 && !slices.ContainsFunc(p.Imports, own) {
			leaves = append(leaves, p)
		}
	}
	if len(leaves) == 0 {
		return "", errors.New("each package imports another of the module, or is a command")
	}
	best := slices.MinFunc(leaves, func(a, b listed) int {
		return cmp.Or(cmp.Compare(importers[b.ImportPath], importers[a.ImportPath]), cmp.Compare(a.ImportPath, b.ImportPath))
	})
	return filepath.Join(best.Dir, best.GoFiles[0]), nil
}

// Edit adds an exported function, named by id, to the leaf package: both its
// syntax and its export data change, to what they have never been.
func (w *Workload) Edit(id string) error {
	edit := fmt.Sprintf("%s\nfunc Bench%s() string { return %q }\n", marker, id, id)
	return os.WriteFile(w.Leaf, slices.Concat(w.original, []byte(edit)), 0o666)
}

// Restore takes edits back.
func (w *Workload) Restore() error { return os.WriteFile(w.Leaf, w.original, 0o666) }

// Compile compiles what vetting needs, so that it is not measured.
func (w *Workload) Compile(ctx context.Context) error {
	_, err := w.goCommand(ctx, append([]string{"list", "-export", "-deps", "-test", "-f", "{{.Export}}"}, w.Module.Patterns()...)...)
	return err
}

func (w *Workload) goCommand(ctx context.Context, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir, cmd.Env = w.Dir, w.Module.Environ()
	return output(cmd)
}
