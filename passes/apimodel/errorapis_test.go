package apimodel_test

import (
	"go/token"
	"go/types"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/passes/apimodel"
)

func TestErrorParams(t *testing.T) {
	m := new(apimodel.Model)
	for _, test := range []struct {
		path, recv, name string
		role             apimodel.ErrorRole
		param, err       int
		must, returns    bool
	}{
		{"path/filepath", "", "Walk", apimodel.ReceivesError, 1, 2, true, true},
		{"path/filepath", "", "WalkDir", apimodel.ReceivesError, 1, 2, true, true},
		{"io/fs", "", "WalkDir", apimodel.ReceivesError, 2, 2, true, true},
		{"io/fs", "", "WalkDir", apimodel.ReturnsSpecial, 2, -1, false, true},
		{"sync", "Once", "Do", apimodel.ReturnsNothing, 0, -1, false, false},
		{"time", "", "AfterFunc", apimodel.ReturnsNothing, 1, -1, false, false},
		{"context", "", "AfterFunc", apimodel.ReturnsNothing, 1, -1, false, false},
	} {
		name := test.path + "." + test.name
		i := 0
		rows := m.ErrorParams(lookup(t, test.path, test.recv, test.name))
		for i < len(rows) && rows[i].Role != test.role {
			i++
		}
		if !assert.Less(t, i, len(rows), "%s: no row of role %v", name, test.role) {
			continue
		}
		assert.Equal(t, test.param, rows[i].Param, name)
		assert.Equal(t, test.err, rows[i].ErrorParam, name)
		assert.Equal(t, test.must, rows[i].Must, name)
		assert.Equal(t, test.returns, rows[i].ReturnsError, name)
		assert.NotEmpty(t, rows[i].What, name)
		assert.NotEmpty(t, rows[i].Source.Decl, name)
	}
	assert.Empty(t, m.ErrorParams(lookup(t, "os", "", "Open")))
}

func TestErrorCallbacksElsewhere(t *testing.T) {
	m := new(apimodel.Model)
	typ := func(path, name string) types.Type {
		pkg, err := std.Import(path)
		require.NoError(t, err)
		return pkg.Scope().Lookup(name).Type()
	}
	rows := m.ErrorType(typ("io/fs", "WalkDirFunc"))
	require.Len(t, rows, 1)
	assert.True(t, rows[0].Must)

	rows = m.ErrorField(types.NewPointer(typ("net/http/httputil", "ReverseProxy")), "ErrorHandler")
	require.Len(t, rows, 1)
	assert.Equal(t, 2, rows[0].ErrorParam)
	assert.Empty(t, m.ErrorField(typ("net/http/httputil", "ReverseProxy"), "Director"))

	rows = m.ErrorMethod(lookup(t, "log/slog", "Handler", "Handle"))
	require.Len(t, rows, 1)
	assert.Equal(t, apimodel.ReturnsDropped, rows[0].Role)
}

func TestErrorCalls(t *testing.T) {
	m := new(apimodel.Model)
	row := m.Future(lookup(t, "database/sql", "DB", "QueryRow"))
	require.NotNil(t, row)
	assert.Equal(t, 0, row.Result)
	assert.True(t, row.Definite)
	assert.True(t, row.Tells("Scan"))
	assert.False(t, row.Tells("Columns"))
	assert.Nil(t, m.Future(lookup(t, "database/sql", "Tx", "Rollback")), "an ordinary error is no future")

	row = m.Future(lookup(t, "net/rpc", "Client", "Go"))
	require.NotNil(t, row)
	assert.Equal(t, 3, row.Channel)
	assert.Equal(t, -1, row.Casual)

	row = m.Deferred(lookup(t, "os/exec", "Cmd", "Start"))
	require.NotNil(t, row)
	assert.Equal(t, -1, row.Result)
	assert.True(t, row.Tells("Wait"))
	assert.True(t, row.Tells("Process.Wait"))
	assert.Nil(t, m.Join(lookup(t, "os/exec", "Cmd", "Start")))

	for _, fn := range []*types.Func{
		lookup(t, "sync", "Mutex", "TryLock"), lookup(t, "sync", "RWMutex", "TryRLock"),
	} {
		if row := m.Answer(fn); assert.NotNil(t, row, fn.FullName()) {
			assert.Equal(t, 0, row.Result)
			assert.True(t, row.Definite)
		}
	}
	assert.Nil(t, m.Answer(lookup(t, "sync", "Mutex", "Lock")))
	assert.True(t, m.HasErrors("path/filepath"))
	assert.False(t, m.HasErrors("strconv"))
}

// The types and functions of other modules are made here: the model knows them
// by name.
func TestErrorCallsOfModules(t *testing.T) {
	m := new(apimodel.Model)
	wait := fakeMethod("golang.org/x/sync/errgroup", "Group", "Wait")
	require.NotNil(t, m.Join(wait))
	assert.True(t, m.Join(wait).Definite)
	assert.Nil(t, m.Future(wait))

	publish := m.Future(fakeMethod("github.com/eclipse/paho.mqtt.golang", "Client", "Publish"))
	require.NotNil(t, publish)
	assert.Equal(t, []string{"Error"}, publish.Asks)
	assert.Equal(t, 1, publish.Casual, "with QoS 0 nobody cares")
	assert.Zero(t, publish.CasualValue)

	// TryGo is given a function, and answers.
	tryGo := fakeMethod("golang.org/x/sync/errgroup", "Group", "TryGo")
	require.Len(t, m.ErrorParams(tryGo), 1)
	assert.NotNil(t, m.Answer(tryGo))

	token := fakeType("github.com/eclipse/paho.mqtt.golang", "Token")
	if row := m.FutureType(token); assert.NotNil(t, row) {
		assert.True(t, row.Tells("Error"))
		assert.False(t, row.Tells("Wait"))
	}
	assert.Nil(t, m.FutureType(types.Typ[types.Int]))

}

func TestHandler(t *testing.T) {
	m := new(apimodel.Model)
	w, r := fakeType("net/http", "ResponseWriter"), types.NewPointer(fakeType("net/http", "Request"))
	err := types.Universe.Lookup("error").Type()
	sig := func(params []types.Type, results ...types.Type) *types.Signature {
		tuple := func(list []types.Type) *types.Tuple {
			var vars []*types.Var
			for _, t := range list {
				vars = append(vars, types.NewParam(token.NoPos, nil, "", t))
			}
			return types.NewTuple(vars...)
		}
		return types.NewSignatureType(nil, nil, nil, tuple(params), tuple(results), false)
	}
	for _, test := range []struct {
		name                  string
		sig                   *types.Signature
		router                string
		context, returnsError bool
	}{
		{"net/http", sig([]types.Type{w, r}), "net/http", false, false},
		{"with an error for a wrapper", sig([]types.Type{w, r}, err), "net/http", false, true},
		{"httprouter", sig([]types.Type{w, r, fakeType("github.com/julienschmidt/httprouter", "Params")}), "github.com/julienschmidt/httprouter", false, false},
		{"gin", sig([]types.Type{types.NewPointer(fakeType("github.com/gin-gonic/gin", "Context"))}), "github.com/gin-gonic/gin", true, false},
		{"echo", sig([]types.Type{fakeType("github.com/labstack/echo/v4", "Context")}, err), "github.com/labstack/echo/v4", true, true},
		{"fiber", sig([]types.Type{types.NewPointer(fakeType("github.com/gofiber/fiber/v2", "Ctx"))}, err), "github.com/gofiber/fiber/v2", true, true},
		{"fasthttp", sig([]types.Type{types.NewPointer(fakeType("github.com/valyala/fasthttp", "RequestCtx"))}), "github.com/valyala/fasthttp", true, false},

		{"a helper with another parameter", sig([]types.Type{w, r, types.Typ[types.Int]}), "", false, false},
		{"a helper with a result", sig([]types.Type{w, r}, types.Typ[types.Bool]), "", false, false},
		{"echo without an error", sig([]types.Type{fakeType("github.com/labstack/echo/v4", "Context")}), "", false, false},
		{"the request alone", sig([]types.Type{r}), "", false, false},
		{"nothing", sig(nil), "", false, false},
	} {
		h := m.Handler(test.sig)
		if test.router == "" {
			assert.Nil(t, h, test.name)
			continue
		}
		if assert.NotNil(t, h, test.name) {
			assert.Equal(t, test.router, h.Router, test.name)
			assert.Equal(t, test.context, h.Context, test.name)
			assert.Equal(t, test.returnsError, h.ReturnsError, test.name)
			assert.Equal(t, 0, h.Writer, test.name)
			assert.Equal(t, apimodel.TypeSymbol(test.sig.Params().At(0).Type()), h.Symbol, test.name)
		}
	}
}

func fakeType(path, name string) types.Type {
	pkg := types.NewPackage(path, "p")
	return types.NewNamed(types.NewTypeName(token.NoPos, pkg, name, nil), types.NewStruct(nil, nil), nil)
}

func fakeMethod(path, recv, name string) *types.Func {
	typ := fakeType(path, recv).(*types.Named)
	pkg := typ.Obj().Pkg()
	v := types.NewVar(token.NoPos, pkg, "", types.NewPointer(typ))
	return types.NewFunc(token.NoPos, pkg, name, types.NewSignatureType(v, nil, nil, nil, nil, false))
}
