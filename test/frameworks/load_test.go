package frameworks

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/packages"
)

// required returns the versions of the modules that go.mod requires for
// themselves, by path; std is one of them.
var required = sync.OnceValues(func() (map[string]string, error) {
	var mod struct {
		Require []struct {
			Path, Version string
			Indirect      bool
		}
	}
	out, err := exec.Command("go", "mod", "edit", "-json").Output()
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(out, &mod); err != nil {
		return nil, err
	}
	out, err = exec.Command("go", "env", "GOVERSION").Output()
	if err != nil {
		return nil, err
	}
	versions := map[string]string{"std": string(out[:len(out)-1])}
	for _, r := range mod.Require {
		if !r.Indirect {
			versions[r.Path] = r.Version
		}
	}
	return versions, nil
})

// load type-checks packages by their paths, and all that they import, from
// source. Only declarations count here: the bodies of functions are left out, which
// is much faster than to compile them. Packages of which no file is for the
// system, or none without C, are left out too.
func load(t *testing.T, cfg *packages.Config, paths []string) map[string]*packages.Package {
	t.Helper()
	cfg.Mode = packages.NeedName | packages.NeedTypes | packages.NeedSyntax | packages.NeedFiles | packages.NeedImports | packages.NeedDeps | packages.NeedTypesInfo
	cfg.Env = append(os.Environ(), append([]string{"CGO_ENABLED=0"}, cfg.Env...)...)
	cfg.ParseFile = parseDecls
	pkgs, err := packages.Load(cfg, paths...)
	require.NoError(t, err)
	byPath := make(map[string]*packages.Package)
	for _, pkg := range pkgs {
		if len(pkg.GoFiles) == 0 && len(pkg.Errors) > 0 && strings.Contains(pkg.Errors[0].Msg, "build constraints exclude all Go files") {
			continue
		}
		for _, err := range pkg.Errors {
			// Without bodies, imports are unused.
			require.Equal(t, packages.TypeError, err.Kind, "%s: %v", pkg.PkgPath, err)
		}
		byPath[pkg.PkgPath] = pkg
	}
	return byPath
}

func parseDecls(fset *token.FileSet, name string, src []byte) (*ast.File, error) {
	f, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
	if f != nil {
		for _, d := range f.Decls {
			if d, ok := d.(*ast.FuncDecl); ok {
				d.Body = nil
			}
		}
	}
	return f, err
}
