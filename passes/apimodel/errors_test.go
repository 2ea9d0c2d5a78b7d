package apimodel

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestErrorRowsAreSorted(t *testing.T) {
	assert.True(t, slices.IsSortedFunc(errorRows, func(a, b errorRow) int {
		return cmp.Or(strings.Compare(a.Pkg, b.Pkg), compareInPackage(a.Symbol, b.Symbol))
	}))
	for _, row := range errorRows {
		assert.Equal(t, row, *errorRowOf(row.Symbol))
		assert.NotEmpty(t, row.Why, row.Symbol)
		assert.NotEmpty(t, row.Source, row.Symbol)
	}
}

func TestErrorMeaning(t *testing.T) {
	errorType := types.Universe.Lookup("error").Type()
	for _, test := range []struct {
		pkg, recv, name string
		want            Meaning
	}{
		{"bytes", "Buffer", "Write", NeverFails},
		{"context", "Context", "Err", Finished},
		{"golang.org/x/sync/errgroup", "Group", "Wait", Failure},
		{"k8s.io/client-go/tools/cache", "", "MetaNamespaceKeyFunc", NeverFails},
		{"p", "Group", "Wait", Finished},
		{"p", "Conn", "Read", Finished},
		{"p", "Limit", "AcquireSlot", Finished},
		{"p", "reader", "readFrame", Finished},
		{"p", "", "ReadConfig", Failure}, // from what?
		{"p", "T", "Ready", Failure},
		{"p", "T", "Reader", Failure},
		{"p", "", "Close", Cleanup},
		{"p", "T", "closeAll", Cleanup},
		{"p", "", "Closest", Failure},
		{"p", "T", "DeleteConsumer", Cleanup},
		{"p", "Conn", "Write", Finished},
		{"p", "store", "Write", Failure},
		{"p", "", "Send", Failure},
		{"p", "", "Serve", Failure},
		{"p", "T", "Run", Failure},
		{"p", "T", "ServeQUICConn", Finished},
		{"p", "T", "handleStream", Finished},
		{"p", "T", "openStream", Failure},
	} {
		pkg := types.NewPackage(test.pkg, test.pkg)
		var recv *types.Var
		if test.recv != "" {
			named := types.NewNamed(types.NewTypeName(token.NoPos, pkg, test.recv, nil), types.NewStruct(nil, nil), nil)
			recv = types.NewParam(token.NoPos, pkg, "", types.NewPointer(named))
		}
		results := types.NewTuple(types.NewParam(token.NoPos, pkg, "", errorType))
		fn := types.NewFunc(token.NoPos, pkg, test.name, types.NewSignatureType(recv, nil, nil, nil, results, false))
		assert.Equal(t, test.want, new(Model).ErrorMeaning(fn, nil), "%s %s %s", test.pkg, test.recv, test.name)
	}
}

func TestMeansEnd(t *testing.T) {
	for _, name := range []string{"EOF", "ErrClosed", "ErrServerClosed", "errShutdown", "ErrStopped", "Canceled"} {
		assert.True(t, MeansEnd(name), name)
	}
	for _, name := range []string{"ErrNotFound", "errTimeout", "ErrInvalid"} {
		assert.False(t, MeansEnd(name), name)
	}
}

func TestSaysEnd(t *testing.T) {
	for _, text := range []string{"no longer leader", "server closed", "Shutting down"} {
		assert.True(t, SaysEnd(text), text)
	}
	for _, text := range []string{"not found", "bad request", ""} {
		assert.False(t, SaysEnd(text), text)
	}
}
