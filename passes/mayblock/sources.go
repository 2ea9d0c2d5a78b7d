package mayblock

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// briefly lists functions that the model calls definite waits, but that a
// reader would not call blocking without knowing more, with the reason. The
// kinds Lock and Disk are left out as a whole: they wait shortly as a rule.
var briefly = []apimodel.Symbol{
	{Pkg: "sync", Recv: "Once", Name: "Do"},                                       // waits for its argument alone, which is followed
	{Pkg: "os/exec", Recv: "Cmd", Name: "Start"},                                  // forks
	{Pkg: "crypto/rand", Name: "Read"},                                            // only in a kernel that has just booted
	{Pkg: "runtime/debug", Name: "FreeOSMemory"},                                  // computes
	{Pkg: "runtime/pprof", Name: "StopCPUProfile"},                                // writes what there is
	{Pkg: "runtime/trace", Name: "Stop"},                                          // writes what there is
	{Pkg: "net", Name: "DialUDP"},                                                 // sends nothing
	{Pkg: "net", Name: "ResolveIPAddr"},                                           // mostly given a numeric address
	{Pkg: "net", Name: "ResolveTCPAddr"},                                          // mostly given a numeric address
	{Pkg: "net", Name: "ResolveUDPAddr"},                                          // mostly given a numeric address
	{Pkg: "net", Name: "LookupPort"},                                              // reads a table
	{Pkg: "net/http", Name: "ReadRequest"},                                        // reads what it is given
	{Pkg: "net/http", Name: "ReadResponse"},                                       // reads what it is given
	{Pkg: "net/http", Name: "ServeContent"},                                       // writes to what it is given
	{Pkg: "net/http/httputil", Name: "DumpRequestOut"},                            // sends to itself
	{Pkg: "net/http/httputil", Name: "DumpResponse"},                              // reads what it is given
	{Pkg: "io/ioutil", Name: "ReadAll"},                                           // reads what it is given
	{Pkg: "net/textproto", Recv: "Reader", Name: "ReadLine"},                      // reads what it is given
	{Pkg: "log/syslog", Recv: "Writer", Name: "Write"},                            // a datagram as a rule
	{Pkg: "reflect", Recv: "Value", Name: "Recv"},                                 // of whatever channel
	{Pkg: "reflect", Recv: "Value", Name: "Send"},                                 // of whatever channel
	{Pkg: "reflect", Name: "Select"},                                              // may have a default
	{Pkg: "database/sql", Recv: "Row", Name: "Scan"},                              // the query before it waited
	{Pkg: "database/sql", Recv: "Rows", Name: "Next"},                             // the query before it waited
	{Pkg: "golang.org/x/sync/errgroup", Recv: "Group", Name: "Go"},                // only under a limit
	{Pkg: "golang.org/x/sync/singleflight", Recv: "Group", Name: "Do"},            // waits for its argument alone
	{Pkg: "github.com/sourcegraph/conc/pool", Recv: "Pool", Name: "Go"},           // only when all workers are busy
	{Pkg: "github.com/panjf2000/ants/v2", Recv: "Pool", Name: "Submit"},           // only when the pool is full; the way to offload
	{Pkg: "github.com/gomodule/redigo/redis", Recv: "Pool", Name: "Get"},          // only if the pool is configured to wait
	{Pkg: "github.com/redis/go-redis/v9", Recv: "Client", Name: "Subscribe"},      // connects later
	{Pkg: "github.com/twmb/franz-go/pkg/kgo", Recv: "Client", Name: "Produce"},    // only when the buffer is full
	{Pkg: "github.com/eclipse/paho.mqtt.golang", Recv: "Client", Name: "Publish"}, // returns a token; its Wait waits
	{Pkg: "google.golang.org/grpc", Name: "DialContext"},                          // only with WithBlock
	{Pkg: "github.com/rabbitmq/amqp091-go", Recv: "Channel", Name: "Publish"},     // writes, and waits for no answer
	{Pkg: "github.com/rabbitmq/amqp091-go", Recv: "Channel", Name: "PublishWithContext"},
	{Pkg: "sigs.k8s.io/controller-runtime/pkg/client", Recv: "Reader", Name: "Get"},  // reads a cache by default
	{Pkg: "sigs.k8s.io/controller-runtime/pkg/client", Recv: "Reader", Name: "List"}, // reads a cache by default
	{Pkg: "k8s.io/client-go/util/workqueue", Recv: "TypedInterface", Name: "Get"},    // the queue's own worker
}

// brief reports whether calls of row's function are not to count.
func brief(row *apimodel.Blocking) bool {
	if row.Kind == apimodel.Lock || row.Kind == apimodel.Disk {
		return true
	}
	return slices.Contains(briefly, row.Symbol)
}

// settled returns the row of a function that waits if what it reads or writes
// does, and the static type of the call's arguments says that it does; nil
// otherwise.
func (c *collector) settled(call *ast.CallExpr, fn *types.Func) *apimodel.Blocking {
	row := c.model.Blocking(fn)
	if row == nil || row.Strength != apimodel.Conditional || c.model.NonBlocking(fn) {
		return nil
	}
	if row.Pkg == "fmt" && (row.Name == "Scan" || row.Name == "Scanf" || row.Name == "Scanln") {
		return row // reads the standard input
	}
	if row.Pkg != "io" && row.Pkg != "fmt" || row.Recv != "" {
		return nil
	}
	if slices.ContainsFunc(call.Args, c.waits4peer) {
		return row
	}
	return nil
}

// waits4peer reports whether reading from expr waits for a peer or a person.
func (c *collector) waits4peer(expr ast.Expr) bool {
	if sel, ok := ast.Unparen(expr).(*ast.SelectorExpr); ok {
		if v, ok := c.info.Uses[sel.Sel].(*types.Var); ok && v.Pkg() != nil {
			switch {
			case v.Pkg().Path() == "os" && v.Name() == "Stdin":
				return true
			case v.IsField() && v.Name() == "Body" && v.Pkg().Path() == "net/http":
				return true
			}
		}
	}
	switch apimodel.TypeSymbol(c.typeOf(expr)) {
	case apimodel.Symbol{Pkg: "net", Name: "Conn"}, apimodel.Symbol{Pkg: "net", Name: "TCPConn"}, apimodel.Symbol{Pkg: "crypto/tls", Name: "Conn"}:
		return true
	}
	return false
}

// isJoin reports whether fn waits for the tasks of a group, or for a process.
func isJoin(fn *types.Func) bool {
	switch apimodel.FuncSymbol(fn) {
	case apimodel.Symbol{Pkg: "sync", Recv: "WaitGroup", Name: "Wait"},
		apimodel.Symbol{Pkg: "os/exec", Recv: "Cmd", Name: "Wait"},
		apimodel.Symbol{Pkg: "os", Recv: "Process", Name: "Wait"},
		apimodel.Symbol{Pkg: "golang.org/x/sync/errgroup", Recv: "Group", Name: "Wait"},
		apimodel.Symbol{Pkg: "github.com/sourcegraph/conc", Recv: "WaitGroup", Name: "Wait"}:
		return true
	}
	return false
}

// isGroupGo reports whether call has the form of starting a task of a group,
// like (*sync.WaitGroup).Go and its kin.
func isGroupGo(call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return ok && (sel.Sel.Name == "Go" || sel.Sel.Name == "TryGo")
}
