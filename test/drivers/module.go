// Package drivers shows that it makes no difference who runs the analyzers: the
// command, go vet, golangci-lint, gopls and nogo find the same in one module.
// The tests of the last three are modules of their own, and use this package.
package drivers

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/internal/fixtest"
)

// ModulePath is the path of the module that is analysed.
const ModulePath = "example.com/parity"

// folders are the fixtures that the module consists of, for each rule: what its
// page shows, and what is known across packages.
var folders = []string{"example", "crosspkg"}

// Module writes the module to a new directory, and returns that. It holds those
// fixtures of all rules that need nothing but the standard library.
func Module(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module "+ModulePath+"\n\ngo 1.25.0\n"), 0o666))
	root := filepath.Join(fixtest.Testdata(t), "src")
	for _, folder := range folders {
		found, err := filepath.Glob(filepath.Join(root, "*", folder))
		require.NoError(t, err)
		require.NotEmpty(t, found)
		for _, from := range found {
			rel, err := filepath.Rel(root, from)
			require.NoError(t, err)
			copyFixture(t, root, filepath.ToSlash(rel), dir)
		}
	}
	return dir
}

// copyFixture copies the packages in the folder, unless one of them imports what
// there isn't.
func copyFixture(t *testing.T, root, folder, to string) {
	t.Helper()
	files := make(map[string][]byte)
	err := fs.WalkDir(os.DirFS(root), folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".go" {
			return err
		}
		files[name], err = os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		return err
	})
	require.NoError(t, err)
	for name, text := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
		require.NoError(t, err)
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			require.NoError(t, err)
			switch first, _, _ := strings.Cut(imported, "/"); {
			case imported == folder || strings.HasPrefix(imported, folder+"/"):
				text = []byte(strings.ReplaceAll(string(text), spec.Path.Value, strconv.Quote(ModulePath+"/"+imported)))
				files[name] = text
			case strings.Contains(first, "."), isFixture(root, first):
				if path.Base(folder) == "example" {
					delete(files, name) // the others don't need it
					continue
				}
				return
			}
		}
	}
	for name, text := range files {
		name = filepath.Join(to, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o777))
		require.NoError(t, os.WriteFile(name, text, 0o666))
	}
}

func isFixture(root, name string) bool {
	_, err := os.Stat(filepath.Join(root, name, "example"))
	return err == nil
}
