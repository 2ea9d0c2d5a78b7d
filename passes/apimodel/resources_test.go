package apimodel_test

import (
	"go/token"
	"go/types"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/passes/apimodel"
)

func TestResource(t *testing.T) {
	m := new(apimodel.Model)
	for _, test := range []struct {
		path, recv, name string
		category         string
		result           int
		methods          []string
		call, err, quiet bool
		gc               apimodel.GC
	}{
		{"os", "", "Open", "file", 0, []string{"Close"}, false, true, false, apimodel.Finalized},
		{"net/http", "Client", "Do", "http-body", 0, []string{"Body.Close"}, false, true, false, apimodel.Leaks},
		{"net/http", "Client", "Head", "http-body", 0, []string{"Body.Close"}, false, true, true, apimodel.Leaks},
		{"net", "Listener", "Accept", "conn", 0, []string{"Close"}, false, true, false, apimodel.Finalized},
		{"os/signal", "", "NotifyContext", "ctx", 1, nil, true, false, false, apimodel.Leaks},
		{"context", "", "WithCancel", "ctx", 1, nil, true, false, true, apimodel.Leaks},
		{"iter", "", "Pull", "coroutine", 1, nil, true, false, false, apimodel.Leaks},
		{"time", "", "NewTicker", "timer", 0, []string{"Stop"}, false, false, true, apimodel.CollectedFrom123},
		{"sync", "Mutex", "Lock", "lock", -1, nil, false, false, true, apimodel.Leaks},
		{"compress/gzip", "", "NewReader", "reader", 0, []string{"Close"}, false, true, true, apimodel.Collected},
		{"compress/gzip", "", "NewWriter", "writer", 0, []string{"Close"}, false, false, true, apimodel.Loses},
	} {
		row := m.Resource(lookup(t, test.path, test.recv, test.name))
		if !assert.NotNil(t, row, "%s.%s.%s", test.path, test.recv, test.name) {
			continue
		}
		assert.Equal(t, test.category, row.Category, row.Symbol)
		assert.Equal(t, test.result, row.Result, row.Symbol)
		assert.Equal(t, test.methods, row.Methods, row.Symbol)
		assert.Equal(t, test.call, row.Call, row.Symbol)
		assert.Equal(t, test.err, row.Error, row.Symbol)
		assert.Equal(t, test.quiet, row.Quiet != "", row.Symbol)
		assert.Equal(t, test.gc, row.GC, row.Symbol)
		assert.NotEmpty(t, row.Source.Decl, row.Symbol)
	}
	assert.Nil(t, m.Resource(lookup(t, "os", "", "Stat")))
	assert.True(t, m.HasResources("net"))
	assert.False(t, m.HasResources("strconv"))

	rows := m.Resources(lookup(t, "io", "", "Pipe"))
	require.Len(t, rows, 2)
	assert.Equal(t, []int{0, 1}, []int{rows[0].Result, rows[1].Result})
	assert.Equal(t, "Next", m.Resource(lookup(t, "database/sql", "DB", "QueryContext")).Exhausted)
}

func TestReleases(t *testing.T) {
	m := new(apimodel.Model)
	for _, test := range []struct {
		path, recv, name string
		param            int
		category         string
	}{
		{"sync", "Mutex", "Unlock", -1, "lock"},
		{"sync", "WaitGroup", "Done", -1, "counter"},
		{"sync", "Pool", "Put", 0, "pool"},
		{"os", "", "RemoveAll", 0, "temp"},
		{"os/signal", "", "Stop", 0, "signal"},
		{"runtime", "", "UnlockOSThread", -2, "thread"},
		{"os", "File", "Close", -1, ""},
		{"net", "Conn", "Close", -1, ""},
		{"database/sql", "Tx", "Rollback", -1, ""},
	} {
		row := m.Releases(lookup(t, test.path, test.recv, test.name))
		if assert.NotNil(t, row, "%s.%s.%s", test.path, test.recv, test.name) {
			assert.Equal(t, test.param, row.Param, row.Symbol)
			assert.Equal(t, test.category, row.Category, row.Symbol)
		}
	}
	assert.Nil(t, m.Releases(lookup(t, "os", "File", "Sync")))
	assert.Nil(t, m.Releases(types.NewFunc(token.NoPos, types.NewPackage("p", "p"), "Close", types.NewSignatureType(nil, nil, nil, nil, nil, false))),
		"a function without a receiver has nothing to release by its name alone")
}

func TestResourceReleases(t *testing.T) {
	m := new(apimodel.Model)
	do := m.Resource(lookup(t, "net/http", "Client", "Do"))
	assert.True(t, do.Releases("Body.Close", nil))
	assert.False(t, do.Releases("Close", nil))
	lock := m.Resource(lookup(t, "sync", "RWMutex", "RLock"))
	assert.True(t, lock.Releases("", lookup(t, "sync", "RWMutex", "RUnlock")))
	assert.False(t, lock.Releases("", lookup(t, "sync", "RWMutex", "Unlock")))
	assert.False(t, lock.Releases("", nil))
}

func TestReleaseNames(t *testing.T) {
	for _, name := range []string{"Abort", "Close", "RUnlock", "ShutDown", "Unsubscribe"} {
		assert.True(t, apimodel.IsReleaseName(name), name)
	}
	for _, name := range []string{"", "Done", "Flush", "Read", "close"} {
		assert.False(t, apimodel.IsReleaseName(name), name)
	}
	assert.True(t, slices.IsSorted(apimodel.ReleaseNames()))
}
