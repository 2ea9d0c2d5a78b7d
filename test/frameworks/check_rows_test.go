package frameworks

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/packages"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// Rows that are right, with one thing changed each, are refused.
func TestCheckRefusesWrongRows(t *testing.T) {
	pkgs := load(t, &packages.Config{}, []string{"path/filepath", "database/sql", "net/rpc", "net/http/httputil", "sync"})
	row := func(a apimodel.ErrorAPI) *apimodel.ErrorAPI {
		return &a
	}
	call := apimodel.ErrorAPI{Shape: apimodel.Call, Param: -1, ErrorParam: -1, Result: -1, Channel: -1, Casual: -1}
	future, join, answer := call, call, call
	future.Role, future.Result, future.Asks = apimodel.Future, 0, []string{"Scan"}
	join.Role, answer.Role = apimodel.Join, apimodel.Answer
	walk := apimodel.ErrorAPI{Role: apimodel.ReceivesError, Shape: apimodel.FuncParam, Param: 1, ErrorParam: 2, Result: -1, ReturnsError: true}
	with := func(a apimodel.ErrorAPI, change func(*apimodel.ErrorAPI)) *apimodel.ErrorAPI {
		change(&a)
		return &a
	}
	for _, test := range []struct {
		path, recv, name string
		row              *apimodel.ErrorAPI
		want             string // "" if the row is right
	}{
		{"path/filepath", "", "Walk", row(walk), ""},
		{"path/filepath", "", "Walk", with(walk, func(a *apimodel.ErrorAPI) { a.Param = 0 }), "is no callback"},
		{"path/filepath", "", "Walk", with(walk, func(a *apimodel.ErrorAPI) { a.Param = 2 }), "has no element 2"},
		{"path/filepath", "", "Walk", with(walk, func(a *apimodel.ErrorAPI) { a.ErrorParam = 1 }), "parameter 1 of"},
		{"path/filepath", "", "Walk", with(walk, func(a *apimodel.ErrorAPI) { a.ErrorParam = -1 }), "there is an error among the parameters"},
		{"path/filepath", "", "Walk", with(walk, func(a *apimodel.ErrorAPI) { a.ReturnsError = false }), "returns an error: true"},
		{"path/filepath", "", "Walk", with(walk, func(a *apimodel.ErrorAPI) { a.Interface = true }), "is a function"},
		{"net/http/httputil", "ReverseProxy", "Director", with(walk, func(a *apimodel.ErrorAPI) {
			a.Shape, a.Param, a.ReturnsError = apimodel.StructField, -1, false
		}), "has no element 2"},

		{"database/sql", "DB", "QueryRow", row(future), ""},
		{"database/sql", "DB", "QueryRow", with(future, func(a *apimodel.ErrorAPI) { a.Asks = []string{"Scan", "Columns"} }), "has no Columns"},
		{"database/sql", "DB", "QueryRow", with(future, func(a *apimodel.ErrorAPI) { a.Asks = []string{"<-"} }), "can't be received from"},
		{"database/sql", "DB", "QueryRow", with(future, func(a *apimodel.ErrorAPI) { a.Result = 1 }), "has no element 1"},
		{"net/rpc", "Client", "Go", with(future, func(a *apimodel.ErrorAPI) { a.Asks, a.Channel = []string{"Error", "Done.Error"}, 3 }), "has no Error"},
		{"net/rpc", "Client", "Go", with(future, func(a *apimodel.ErrorAPI) { a.Asks, a.Channel = []string{"Error"}, 2 }), "is no channel"},
		{"net/rpc", "Client", "Go", with(future, func(a *apimodel.ErrorAPI) { a.Asks, a.Casual = []string{"Error"}, 3 }), "has no constants"},
		{"sync", "Mutex", "TryLock", with(answer, func(a *apimodel.ErrorAPI) { a.Result = 0 }), ""},
		{"sync", "Mutex", "TryLock", with(join, func(a *apimodel.ErrorAPI) { a.Result = 0 }), "is no error"},
	} {
		obj := member(pkgs[test.path].Types, test.recv, test.name)
		require.NotNil(t, obj, test.name)
		err := check(test.row, obj)
		if test.want == "" {
			assert.NoError(t, err, "%v", obj)
		} else {
			assert.ErrorContains(t, err, test.want, "%v", obj)
		}
	}
}

// Places that are right, with one thing changed each, are refused.
func TestCheckRefusesWrongPlaces(t *testing.T) {
	pkgs := load(t, &packages.Config{}, []string{"database/sql", "net", "net/http", "net/rpc", "os/signal", "time", "expvar", "runtime"})
	for _, test := range []struct {
		path, recv, name string
		row              apimodel.Callback
		want             string // "" if the row is right
	}{
		{"database/sql", "Conn", "Raw", apimodel.Callback{Shape: apimodel.FuncParam}, ""},
		{"database/sql", "Conn", "Raw", apimodel.Callback{Shape: apimodel.FuncParam, Param: 1}, "has no element 1"},
		{"database/sql", "Conn", "Raw", apimodel.Callback{Shape: apimodel.FuncParam, Param: -1}, "parameter -1"},
		{"database/sql", "Conn", "Raw", apimodel.Callback{Shape: apimodel.FuncParam, Interface: true}, "is a function"},
		{"database/sql", "Conn", "Raw", apimodel.Callback{Shape: apimodel.StructField, Param: -1}, "is no field"},
		{"database/sql", "Conn", "Raw", apimodel.Callback{Shape: apimodel.FuncType, Param: -1}, "is no type"},
		{"database/sql", "Conn", "Raw", apimodel.Callback{Shape: apimodel.InterfaceMethod, Param: -1}, "is no method of an interface"},
		{"database/sql", "Conn", "Raw", apimodel.Callback{Shape: apimodel.ChanParam}, "is no channel"},
		{"net", "Listener", "Accept", apimodel.Callback{Shape: apimodel.InterfaceMethod, Param: -1}, ""},
		{"net", "Listener", "Accept", apimodel.Callback{Shape: apimodel.LoopCall, Param: -1}, ""},
		{"net", "Listener", "Accept", apimodel.Callback{Shape: apimodel.LoopCall}, "parameter 0 of what is passed another way"},
		{"net", "", "Listener", apimodel.Callback{Shape: apimodel.LoopCall, Param: -1}, "is no function"},
		{"net/http", "Server", "ConnState", apimodel.Callback{Shape: apimodel.StructField, Param: -1}, ""},
		{"net/http", "Server", "Handler", apimodel.Callback{Shape: apimodel.StructField, Param: -1}, "has methods: true"},
		{"net/http", "Server", "Addr", apimodel.Callback{Shape: apimodel.StructField, Param: -1}, "is no function"},
		{"net/http", "", "Handle", apimodel.Callback{Shape: apimodel.FuncParam, Param: 1, Interface: true}, ""},
		{"net/http", "", "HandlerFunc", apimodel.Callback{Shape: apimodel.FuncType, Param: -1}, ""},
		{"net/http", "", "Server", apimodel.Callback{Shape: apimodel.FuncType, Param: -1}, "is no function"},
		{"runtime", "", "SetFinalizer", apimodel.Callback{Shape: apimodel.FuncParam, Param: 1}, ""},
		{"runtime", "", "SetFinalizer", apimodel.Callback{Shape: apimodel.FuncParam, Param: 1, Interface: true}, "has methods: false"},
		{"net/rpc", "Client", "Go", apimodel.Callback{Shape: apimodel.ChanParam, Param: 3}, ""},
		{"net/rpc", "Client", "Go", apimodel.Callback{Shape: apimodel.ChanParam, Param: 0}, "is no channel"},
		{"net/rpc", "Call", "Done", apimodel.Callback{Shape: apimodel.ChanField, Param: -1}, ""},
		{"net/rpc", "Call", "Error", apimodel.Callback{Shape: apimodel.ChanField, Param: -1}, "is no channel"},
		{"time", "", "Tick", apimodel.Callback{Shape: apimodel.ChanResult, Param: -1}, ""},
		{"time", "", "Tick", apimodel.Callback{Shape: apimodel.ChanResult, Param: -1, Result: 1}, "has no element 1"},
		{"time", "", "Since", apimodel.Callback{Shape: apimodel.ChanResult, Param: -1}, "is no channel"},
		{"os/signal", "", "Notify", apimodel.Callback{Shape: apimodel.ChanParam}, ""},
	} {
		obj := member(pkgs[test.path].Types, test.recv, test.name)
		require.NotNil(t, obj, test.name)
		err := checkPlace(&test.row, obj)
		if test.want == "" {
			assert.NoError(t, err, "%v", obj)
		} else {
			assert.ErrorContains(t, err, test.want, "%v as %v", obj, test.row.Shape)
		}
	}
}

// Rows that the model has not, or not for this declaration, are refused.
func TestCheckAsksTheModel(t *testing.T) {
	pkgs := load(t, &packages.Config{}, []string{"database/sql"})
	m := inferring(t)
	declared := func(recv, name string) *declaration {
		pkg := pkgs["database/sql"]
		obj := member(pkg.Types, recv, name)
		require.NotNil(t, obj, name)
		return &declaration{obj, pkg.Types, pkg.Fset, "linux"}
	}
	refused := 0
	for _, r := range rowsOf("database/sql") {
		d := declared(r.Recv, r.Name)
		assert.NoError(t, r.check(m, d), "%s: %v", r.table, r.Symbol)
		if err := r.check(m, declared("DB", "Stats")); assert.Error(t, err, "%s: %v", r.table, r.Symbol) {
			refused++
		}
	}
	assert.Greater(t, refused, 20)

	raw := apimodel.List("database/sql").Callbacks[0]
	require.Equal(t, "Raw", raw.Name)
	raw.Loop = "another one"
	assert.ErrorContains(t, checkLoop(m, &raw, declared("Conn", "Raw")), "does not know it")
}

// A row of another version is looked for in that one.
func TestOtherVersions(t *testing.T) {
	dir := t.TempDir()
	const text = "package m\n\ntype T struct {\n\tF func()\n}\n\nfunc (T) M() { G() }\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "m.go"), []byte(text), 0o666))
	others := &modVersions{t, map[string]string{"m@v1": dir}}
	for _, test := range []struct {
		name, decl string
		want       bool
	}{
		{"T", "m.go:3", true},
		{"F", "m.go:4", true},
		{"M", "m.go:7", true},
		{"T", "m.go:4", false},
		{"G", "m.go:7", false},
	} {
		r := &row{Symbol: apimodel.Symbol{Name: test.name}, source: apimodel.Source{Module: "m", Version: "v1", Decl: test.decl}}
		assert.Equal(t, test.want, others.declares(r), "%s at %s", test.name, test.decl)
	}
}

func TestCheckEvidence(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "m.go"), []byte("package m\n\n// M is one.\n"), 0o666))
	assert.NoError(t, checkEvidence("m.go:3 — says so", dir))
	for _, wrong := range []string{"m.go:2 — says so", "m.go:9 — says so", "n.go:3 — says so", "m.go:3", "m.go — says so", "m.go:0 — says so"} {
		assert.Error(t, checkEvidence(wrong, dir), wrong)
	}
}
