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
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"

	"github.com/asynclint/asynclint/passes/apimodel"
)

func TestRows(t *testing.T) {
	versions, err := required()
	require.NoError(t, err)
	paths, err := tablePaths(filepath.Join("..", "..", "passes", "apimodel"))
	require.NoError(t, err)
	var rows []*row
	wanted := make(map[apimodel.Symbol]bool)
	for _, path := range paths {
		for _, r := range rowsOf(path) {
			if module := r.source.Module; module != "" {
				assert.NotEmpty(t, versions[module], "go.mod does not require %s", module)
			}
			rows = append(rows, r)
			wanted[r.Symbol] = true
			for _, s := range r.also {
				wanted[s] = true
			}
		}
	}
	require.Greater(t, len(rows), 2000)
	found := lookup(t, slices.Collect(maps.Keys(wanted)))

	m := inferring(t)
	others := &modVersions{t, make(map[string]string)}
	checked := make(map[string]int)
	for _, r := range rows {
		version := r.source.Version
		own := version != "" && version == versions[r.source.Module]
		if version != "" && !own && r.source.Module != "std" {
			assert.True(t, others.declares(r), "%s: %v: not declared at %s of %s", r.table, r.Symbol, r.source.Decl, version)
			checked["in the row's version, as syntax"]++
		}
		d := found[r.Symbol]
		if !assert.True(t, d != nil || gone[r.Symbol], "%s: %v: not declared", r.table, r.Symbol) || d == nil {
			continue
		}
		checked["about "+r.table+", declared for "+d.on]++
		assert.NoError(t, r.check(m, d), "%s: %v", r.table, r.Symbol)
		if own {
			checked["in the row's version"]++
			pos := d.position()
			assert.Equal(t, r.source.Decl, fmt.Sprintf("%s:%d", inModule(pos.Filename, r.source.Decl), pos.Line), "%s: %v: declared elsewhere", r.table, r.Symbol)
			if r.evidence != "" {
				checked["whose evidence is a line of the module"]++
				assert.NoError(t, checkEvidence(r.evidence, strings.TrimSuffix(filepath.ToSlash(pos.Filename), strings.TrimSuffix(r.source.Decl, fmt.Sprint(":", pos.Line)))), "%v", r.Symbol)
			}
		}
		for _, s := range r.also {
			checked["naming another function (once for each)"]++
			if !assert.NotNil(t, found[s], "%s: %v: it names %v, which is not declared", r.table, r.Symbol, s) {
				continue
			}
			fn, ok := found[s].Object.(*types.Func)
			if assert.True(t, ok, "%s: %v: it names %v, which is no function", r.table, r.Symbol, s) && r.knows != nil {
				assert.True(t, r.knows(fn), "%s: %v: it names %v, and does not know it", r.table, r.Symbol, s)
			}
		}
	}
	for _, what := range slices.Sorted(maps.Keys(checked)) {
		t.Logf("checked: %d rows %s", checked[what], what)
	}
	t.Logf("checked: %d rows", len(rows))
}

// gone are what the versions that go.mod requires have no more. Rows about them
// speak of older ones.
var gone = map[apimodel.Symbol]bool{
	{Pkg: "github.com/chromedp/chromedp", Name: "ListenTarget"}: true, // until v0.14; now Listen
}

// inferring returns the model with rows whose claims are inferred.
func inferring(t *testing.T) *apimodel.Model {
	t.Helper()
	flag := apimodel.Analyzer.Flags.Lookup("inferred").Value
	require.NoError(t, flag.Set("true"))
	defer func() { require.NoError(t, flag.Set("false")) }()
	m, err := apimodel.Analyzer.Run(&analysis.Pass{Analyzer: apimodel.Analyzer})
	require.NoError(t, err)
	return m.(*apimodel.Model)
}

// inModule returns as many of the last elements of the path of a file as decl
// has.
func inModule(file, decl string) string {
	elems := strings.Split(filepath.ToSlash(file), "/")
	return strings.Join(elems[max(len(elems)-strings.Count(decl, "/")-1, 0):], "/")
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
