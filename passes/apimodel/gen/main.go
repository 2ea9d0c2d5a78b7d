// The gen command turns data/*.json into the tables of package apimodel: one
// file per ecosystem, and an index that finds a package's rows without any
// work at start-up.
//
// Run it in the folder of the package, as "go generate" does.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// run regenerates the tables of the package in dir.
func run(dir string) error {
	files, err := generate(filepath.Join(dir, "data"))
	if err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(dir, "zz_*.go"))
	if err != nil {
		return err
	}
	for _, name := range old {
		if _, ok := files[filepath.Base(name)]; !ok {
			if err := os.Remove(name); err != nil {
				return err
			}
		}
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// generate returns the generated files by name.
func generate(data string) (map[string][]byte, error) {
	in, err := read(data)
	if err != nil {
		return nil, err
	}
	byEcosystem := make(map[string][]*pkg)
	for _, p := range in.packages() {
		e := ecosystem(p.path, p.module)
		byEcosystem[e] = append(byEcosystem[e], p)
	}
	files := make(map[string][]byte)
	var all []*pkg
	for name, pkgs := range byEcosystem {
		slices.SortFunc(pkgs, comparePkgs)
		all = append(all, pkgs...)
		if files["zz_"+name+".go"], err = tableFile(name, pkgs); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(all, comparePkgs)
	if files["zz_index.go"], err = indexFile(all, in.aliases); err != nil {
		return nil, err
	}
	std, err := stdPackages()
	if err != nil {
		return nil, err
	}
	if files["zz_stdlist.go"], err = stdFile(std); err != nil {
		return nil, err
	}
	return files, nil
}
