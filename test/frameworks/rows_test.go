package frameworks

import (
	"fmt"
	"go/types"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/packages"

	"github.com/asynclint/asynclint/passes/apimodel"
)

func TestRows(t *testing.T) {
	versions, err := required()
	require.NoError(t, err)
	rows, err := readRows(filepath.Join("..", "..", "passes", "apimodel"))
	require.NoError(t, err)
	require.Greater(t, len(rows), 400)

	absent := make(map[string]int)
	paths := make(map[string]bool)
	for _, r := range rows {
		if versions[r.module] == "" {
			absent[r.module]++
		} else {
			paths[r.Pkg] = true
		}
	}
	pkgs := load(t, &packages.Config{}, slices.Sorted(maps.Keys(paths)))

	m := new(apimodel.Model)
	checked, placed := 0, 0
	for _, r := range rows {
		if versions[r.module] == "" {
			continue
		}
		checked++
		pkg := pkgs[r.Pkg]
		if !assert.NotNil(t, pkg, "%v: no package", r.Symbol) {
			continue
		}
		obj := member(pkg.Types, r.Recv, r.Name)
		if !assert.NotNil(t, obj, "%v: not declared", r.Symbol) {
			continue
		}
		found := r.ask(m, pkg.Types, obj)
		i := slices.IndexFunc(found, func(a *apimodel.ErrorAPI) bool {
			return a.Symbol == r.Symbol && a.Role.String() == r.role && a.Source.Decl == r.decl
		})
		if !assert.GreaterOrEqual(t, i, 0, "%v: the model does not know it by what the module declares (%v)", r.Symbol, obj) {
			continue
		}
		assert.NoError(t, check(found[i], obj), "%v", r.Symbol)
		if versions[r.module] == r.version {
			placed++
			pos := pkg.Fset.Position(obj.Pos())
			assert.Equal(t, r.decl, fmt.Sprintf("%s:%d", inModule(pos.Filename, r.decl), pos.Line), "%v: declared elsewhere", r.Symbol)
		}
	}
	t.Logf("%d rows about errors checked, %d of them in the row's own version", checked, placed)
	total := 0
	for _, module := range slices.Sorted(maps.Keys(absent)) {
		total += absent[module]
		t.Logf("not checked: %d rows of %s", absent[module], module)
	}
	t.Logf("not checked: %d rows of %d modules", total, len(absent))
}

// inModule returns as many of the last elements of the path of a file as decl
// has.
func inModule(file, decl string) string {
	elems := strings.Split(filepath.ToSlash(file), "/")
	return strings.Join(elems[max(len(elems)-strings.Count(decl, "/")-1, 0):], "/")
}

// ask puts the question to the model that analyzers ask where they meet obj.
func (r *errorRow) ask(m *apimodel.Model, pkg *types.Package, obj types.Object) []*apimodel.ErrorAPI {
	one := func(a *apimodel.ErrorAPI) []*apimodel.ErrorAPI {
		if a == nil {
			return nil
		}
		return []*apimodel.ErrorAPI{a}
	}
	fn, _ := obj.(*types.Func)
	switch r.shape {
	case "FuncParam":
		return m.ErrorParams(fn)
	case "InterfaceMethod":
		return m.ErrorMethod(fn)
	case "StructField", "ChanField":
		if r.shape == "ChanField" {
			return one(m.FutureField(pkg.Scope().Lookup(r.Recv).Type(), r.Name))
		}
		return m.ErrorField(pkg.Scope().Lookup(r.Recv).Type(), r.Name)
	case "FuncType":
		return m.ErrorType(obj.Type())
	case "ResultType":
		return one(m.FutureType(obj.Type()))
	}
	switch r.role {
	case "future":
		return one(m.Future(fn))
	case "join":
		return one(m.Join(fn))
	case "answer":
		return one(m.Answer(fn))
	}
	return one(m.Deferred(fn))
}

func TestHandlers(t *testing.T) {
	handlers := []struct {
		path, name            string
		router                string
		context, returnsError bool
	}{
		{"net/http", "HandlerFunc", "net/http", false, false},
		{"github.com/julienschmidt/httprouter", "Handle", "github.com/julienschmidt/httprouter", false, false},
		{"github.com/gin-gonic/gin", "HandlerFunc", "github.com/gin-gonic/gin", true, false},
		{"github.com/labstack/echo/v4", "HandlerFunc", "github.com/labstack/echo/v4", true, true},
		{"github.com/gofiber/fiber/v2", "Handler", "github.com/gofiber/fiber/v2", true, true},
		{"github.com/valyala/fasthttp", "RequestHandler", "github.com/valyala/fasthttp", true, false},
	}
	var paths []string
	for _, h := range handlers {
		paths = append(paths, h.path)
	}
	pkgs := load(t, &packages.Config{}, paths)
	m := new(apimodel.Model)
	for _, want := range handlers {
		obj := pkgs[want.path].Types.Scope().Lookup(want.name)
		require.NotNil(t, obj, "%s.%s", want.path, want.name)
		sig, ok := obj.Type().Underlying().(*types.Signature)
		require.True(t, ok, "%v", obj)
		h := m.Handler(sig)
		if assert.NotNil(t, h, "%v", obj) {
			assert.Equal(t, want.router, h.Router, "%v", obj)
			assert.Equal(t, want.context, h.Context, "%v", obj)
			assert.Equal(t, want.returnsError, h.ReturnsError, "%v", obj)
		}
	}
}
