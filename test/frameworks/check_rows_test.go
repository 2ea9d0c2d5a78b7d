package frameworks

import (
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
