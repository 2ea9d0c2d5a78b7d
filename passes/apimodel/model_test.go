package apimodel_test

import (
	"go/importer"
	"go/token"
	"go/types"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// std type-checks packages of the standard library, each once.
var std = importer.ForCompiler(token.NewFileSet(), "source", nil)

// lookup returns a function, method or interface method of the standard
// library by its path, receiver and name.
func lookup(t *testing.T, path, recv, name string) *types.Func {
	t.Helper()
	pkg, err := std.Import(path)
	require.NoError(t, err)
	if recv == "" {
		return pkg.Scope().Lookup(name).(*types.Func)
	}
	obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(pkg.Scope().Lookup(recv).Type()), true, pkg, name)
	if obj == nil {
		obj, _, _ = types.LookupFieldOrMethod(pkg.Scope().Lookup(recv).Type(), true, pkg, name)
	}
	return obj.(*types.Func)
}

func TestBlocking(t *testing.T) {
	m := new(apimodel.Model)
	for _, test := range []struct {
		path, recv, name string
		kind             apimodel.Kind
		strength         apimodel.Strength
	}{
		{"time", "", "Sleep", apimodel.Sleep, apimodel.Definite},
		{"sync", "WaitGroup", "Wait", apimodel.Wait, apimodel.Definite},
		{"bufio", "Reader", "Discard", apimodel.Stdin, apimodel.Conditional},
	} {
		row := m.Blocking(lookup(t, test.path, test.recv, test.name))
		if assert.NotNil(t, row, "%s.%s.%s", test.path, test.recv, test.name) {
			assert.Equal(t, test.kind, row.Kind, row.Symbol)
			assert.Equal(t, test.strength, row.Strength, row.Symbol)
			assert.NotEmpty(t, row.Source.Decl, row.Symbol)
		}
	}
	assert.Nil(t, m.Blocking(lookup(t, "time", "", "Now")))
	assert.Nil(t, m.Blocking(types.Universe.Lookup("error").Type().Underlying().(*types.Interface).Method(0)), "error.Error has no package")
}

func TestCallbacksOfTheStandardLibrary(t *testing.T) {
	m := new(apimodel.Model)
	rows := m.ParamCallbacks(lookup(t, "runtime", "", "SetFinalizer"))
	require.Len(t, rows, 1)
	assert.Equal(t, 1, rows[0].Param)
	assert.NotEmpty(t, rows[0].Offload)
	assert.NotEmpty(t, rows[0].Evidence)

	assert.True(t, m.HasCallbacks("runtime"))
	assert.False(t, m.HasCallbacks("strconv"))
	assert.True(t, m.HasSpawners("time"))
}

// A legacy module's packages have the rows of the module's present name, but
// for the symbols that they lack.
func TestAliases(t *testing.T) {
	m := new(apimodel.Model)
	pkg := types.NewPackage("github.com/streadway/amqp", "amqp")
	channel := types.NewNamed(types.NewTypeName(token.NoPos, pkg, "Channel", nil), types.NewStruct(nil, nil), nil)
	method := func(name string) *types.Func {
		recv := types.NewVar(token.NoPos, pkg, "", types.NewPointer(channel))
		return types.NewFunc(token.NoPos, pkg, name, types.NewSignatureType(recv, nil, nil, nil, nil, false))
	}
	assert.NotNil(t, m.Blocking(method("Publish")))
	assert.Nil(t, m.Blocking(method("PublishWithContext")), "streadway/amqp has no PublishWithContext")

	// Only whole path elements match.
	other := types.NewPackage("github.com/streadway/amqpx", "amqpx")
	assert.Nil(t, m.Blocking(types.NewFunc(token.NoPos, other, "Publish", types.NewSignatureType(nil, nil, nil, nil, nil, false))))
}

func TestParsePlace(t *testing.T) {
	for _, test := range []struct {
		in, pkg, recv, name, short string
		param                      int
	}{
		{"time.Sleep", "time", "", "Sleep", "time.Sleep", -1},
		{"example.com/a.b/c.F", "example.com/a.b/c", "", "F", "c.F", -1},
		{"(*example.com/store.DB).Get", "example.com/store", "DB", "Get", "store.DB.Get", -1},
		{"(example.com/bus.Handler).Handle", "example.com/bus", "Handler", "Handle", "bus.Handler.Handle", -1},
		{"example.com/bus.On#1", "example.com/bus", "", "On", "bus.On", 1},
	} {
		p, err := apimodel.ParsePlace(test.in)
		require.NoError(t, err, test.in)
		assert.Equal(t, apimodel.Symbol{Pkg: test.pkg, Recv: test.recv, Name: test.name}, p.Symbol)
		assert.Equal(t, test.param, p.Param)
		assert.Equal(t, test.short, p.Short())
	}
	for _, bad := range []string{"", "Sleep", "time.", ".Sleep", "example.com/x", "(time.T)", "(T).M", "time.Sleep#", "time.Sleep#-1", "time.Sleep#x"} {
		_, err := apimodel.ParsePlace(bad)
		assert.Error(t, err, bad)
	}
}

func TestFlagsAreValidated(t *testing.T) {
	f := apimodel.Analyzer.Flags.Lookup("blocks")
	require.NotNil(t, f)
	assert.ErrorContains(t, f.Value.Set("nonsense"), `symbol "nonsense": want path.Func or (path.Type).Method`)
}

func TestIsStd(t *testing.T) {
	assert.True(t, apimodel.IsStd("net/http"))
	assert.True(t, apimodel.IsStd("vendor/golang.org/x/net/http/httpguts"))
	assert.False(t, apimodel.IsStd("golang.org/x/net/http/httpguts"))
	assert.False(t, apimodel.IsStd("example.com/net/http"))
}
