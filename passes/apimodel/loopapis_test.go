package apimodel_test

import (
	"go/token"
	"go/types"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// library declares the functions, types and fields of a package that is not
// here, as far as the model's keys need them.
type library struct{ pkg *types.Package }

func (l library) fn(name string) *types.Func {
	return types.NewFunc(token.NoPos, l.pkg, name, types.NewSignatureType(nil, nil, nil, nil, nil, false))
}

func (l library) typ(name string) types.Type {
	return types.NewNamed(types.NewTypeName(token.NoPos, l.pkg, name, nil), types.NewStruct(nil, nil), nil)
}

func (l library) method(typ, name string) *types.Func {
	recv := types.NewVar(token.NoPos, l.pkg, "", types.NewPointer(l.typ(typ)))
	return types.NewFunc(token.NoPos, l.pkg, name, types.NewSignatureType(recv, nil, nil, nil, nil, false))
}

func module(path string) library {
	return library{types.NewPackage(path, "p")}
}

func TestLoopCalls(t *testing.T) {
	m := new(apimodel.Model)
	for _, fn := range []*types.Func{
		lookup(t, "net", "Listener", "Accept"),
		lookup(t, "net", "TCPListener", "AcceptTCP"),
		module("github.com/gorilla/websocket").method("Conn", "ReadMessage"),
		module("github.com/gdamore/tcell/v2").method("Screen", "PollEvent"),
	} {
		row := m.LoopCalls(fn)
		require.NotNil(t, row, fn.FullName())
		assert.Equal(t, apimodel.LoopCall, row.Shape)
		assert.NotEmpty(t, row.Loop)
	}
	assert.Nil(t, m.LoopCalls(lookup(t, "net", "Conn", "Read")))
	assert.Nil(t, m.LoopCalls(lookup(t, "runtime", "", "SetFinalizer")), "its row is of another shape")
	assert.Nil(t, m.LoopCalls(module("github.com/segmentio/kafka-go").method("Reader", "ReadMessage")), "only inferred")
}

func TestChannels(t *testing.T) {
	m := new(apimodel.Model)

	rows := m.ChanParams(lookup(t, "os/signal", "", "Notify"))
	require.Len(t, rows, 1)
	assert.Equal(t, 0, rows[0].Param)
	assert.Equal(t, apimodel.LostEvent, rows[0].Hazard)
	assert.Empty(t, m.ChanParams(lookup(t, "os/signal", "", "Stop")))

	// An alias, and a channel that is declared as an interface{}.
	assert.NotEmpty(t, m.ChanParams(module("github.com/streadway/amqp").method("Channel", "NotifyClose")))
	assert.NotEmpty(t, m.ChanParams(module("github.com/ethereum/go-ethereum/event").method("Feed", "Subscribe")))
	assert.Empty(t, m.ParamCallbacks(module("github.com/ethereum/go-ethereum/event").method("Feed", "Subscribe")))

	rows = m.ChanResults(module("golang.org/x/crypto/ssh").fn("NewServerConn"))
	require.Len(t, rows, 2)
	assert.Equal(t, 1, rows[0].Result)
	assert.Equal(t, 2, rows[1].Result)

	fsnotify := module("github.com/fsnotify/fsnotify")
	row := m.ChanField(types.NewPointer(fsnotify.typ("Watcher")), "Errors")
	require.NotNil(t, row)
	assert.True(t, row.Deadlock)
	assert.Equal(t, apimodel.Waits, row.Hazard)
	assert.Nil(t, m.ChanField(fsnotify.typ("Watcher"), "Name"))
}

func TestForbids(t *testing.T) {
	m := new(apimodel.Model)
	conn := m.ParamCallbacks(lookup(t, "database/sql", "Conn", "Raw"))[0]
	for _, test := range []struct {
		row  *apimodel.Callback
		fn   *types.Func
		want apimodel.Hangs
	}{
		{conn, lookup(t, "database/sql", "Conn", "PingContext"), apimodel.OnSame},
		{m.ParamCallbacks(lookup(t, "sync", "Once", "Do"))[0], lookup(t, "sync", "Once", "Do"), apimodel.OnSame},
		{m.ParamCallbacks(lookup(t, "expvar", "", "Do"))[0], lookup(t, "expvar", "", "Publish"), apimodel.OnAny},
		{m.ParamCallbacks(module("github.com/eclipse/paho.mqtt.golang").method("Client", "Subscribe"))[0], module("github.com/eclipse/paho.mqtt.golang").method("Token", "Wait"), apimodel.OnSame},
		{m.ParamCallbacks(module("syscall/js").fn("FuncOf"))[0], lookup(t, "time", "", "Sleep"), apimodel.Elsewhere},
	} {
		f := test.row.Forbids(test.fn)
		if assert.NotNil(t, f, "%s in %s", test.fn.FullName(), test.row.Symbol) {
			assert.Equal(t, test.want, f.Hangs, "%s in %s", test.fn.FullName(), test.row.Symbol)
		}
	}
	assert.Nil(t, conn.Forbids(lookup(t, "database/sql", "DB", "PingContext")), "another connection of the pool")
	assert.Nil(t, conn.Forbids(lookup(t, "database/sql", "", "Open")))
	assert.Nil(t, new(apimodel.Callback).Forbids(lookup(t, "time", "", "Sleep")))
}
