package apimodel

import (
	"go/importer"
	"go/token"
	"go/types"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every entry names a function of the standard library that takes a function,
// in the order that the search needs.
func TestSyncCallsExist(t *testing.T) {
	assert.True(t, slices.IsSortedFunc(syncCalls, compareSymbols))
	imp := importer.ForCompiler(token.NewFileSet(), "source", nil)
	for _, s := range syncCalls {
		pkg, err := imp.Import(s.Pkg)
		require.NoError(t, err, s)
		var fn *types.Func
		if s.Recv == "" {
			fn, _ = pkg.Scope().Lookup(s.Name).(*types.Func)
		} else {
			obj, _, _ := types.LookupFieldOrMethod(pkg.Scope().Lookup(s.Recv).Type(), true, pkg, s.Name)
			fn, _ = obj.(*types.Func)
		}
		require.NotNil(t, fn, s)
		funcs := 0
		for i := range fn.Signature().Params().Len() {
			if _, ok := fn.Signature().Params().At(i).Type().Underlying().(*types.Signature); ok {
				funcs++
				assert.True(t, new(Model).CallsParam(fn, i), s)
			}
		}
		assert.Positive(t, funcs, "%v takes no function", s)
	}
}

func TestCallsParam(t *testing.T) {
	imp := importer.ForCompiler(token.NewFileSet(), "source", nil)
	for _, test := range []struct {
		pkg, name string
		param     int
		want      bool
	}{
		{"slices", "SortFunc", 1, true},
		{"strings", "Map", 0, true},
		{"strings", "FieldsFuncSeq", 1, false}, // the iterator calls it
		{"sync", "OnceFunc", 0, false},
		{"time", "AfterFunc", 1, false},
		{"slices", "SortFunc", 2, false},
	} {
		pkg, err := imp.Import(test.pkg)
		require.NoError(t, err)
		fn := pkg.Scope().Lookup(test.name).(*types.Func)
		assert.Equal(t, test.want, new(Model).CallsParam(fn, test.param), "%s.%s", test.pkg, test.name)
	}
}
