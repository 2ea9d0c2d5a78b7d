package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"

	"golang.org/x/tools/go/packages"
)

const goMod = `module generated

go 1.25.0

require golang.org/x/sync v0.0.0

replace golang.org/x/sync => ./sync
`

// errgroupStub has what generated code uses of errgroup. Nothing looks into it.
const errgroupStub = `package errgroup

import "context"

type Group struct{}

func WithContext(ctx context.Context) (*Group, context.Context) { return new(Group), ctx }

func (g *Group) Go(f func() error) {}

func (g *Group) Wait() error { return nil }
`

// load writes packages to dir, each to the folder that it is named by, and
// parses and type-checks them.
func load(ctx context.Context, dir string, sources map[string]source) (map[string]*packages.Package, error) {
	files := map[string][]byte{
		"go.mod":                    []byte(goMod),
		"sync/go.mod":               []byte("module golang.org/x/sync\n\ngo 1.25.0\n"),
		"sync/errgroup/errgroup.go": []byte(errgroupStub),
	}
	for folder, src := range sources {
		for name, text := range src {
			files[path.Join(folder, name)] = text
		}
	}
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return nil, err
		}
		if err := os.WriteFile(name, text, 0o666); err != nil {
			return nil, err
		}
	}
	pkgs, err := packages.Load(&packages.Config{
		Context: ctx,
		Mode:    packages.LoadSyntax | packages.NeedModule,
		Dir:     dir,
		Env:     append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off"),
	}, "./...")
	if err != nil {
		return nil, err
	}
	loaded := make(map[string]*packages.Package)
	for _, pkg := range pkgs {
		for _, e := range pkg.Errors {
			err = errors.Join(err, e)
		}
		// The imports are std and a stub, of which no driver has facts to offer.
		pkg.Imports = nil
		loaded[path.Base(pkg.PkgPath)] = pkg
	}
	if len(loaded) != len(sources) && err == nil {
		err = fmt.Errorf("%d packages of %d in %s", len(loaded), len(sources), dir)
	}
	return loaded, err
}
