package loopblock

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"time"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/loops"
	"github.com/asynclint/asynclint/passes/mayblock"
)

// shortSleep is how long a loop may sleep unreported: to let a burst of events
// pass, say, or not to spin on errors. Those who write such a constant have thought
// of the others.
const shortSleep = time.Second

// stalls reports whether w keeps a loop for long, as far as the evidence goes:
// time, tasks, a process or a person must be waited for, or a peer to whose
// answer nothing in sight sets a limit.
func (c *checker) stalls(w *mayblock.Witness) bool {
	if w.Op == mayblock.Send || w.AfterStop || !w.Complete() || len(w.Steps) == 0 {
		return false
	}
	switch w.Kind {
	case apimodel.Sleep:
		return c.sleepsLong(w)
	case apimodel.Channel:
		return w.Op == mayblock.Receive // in this package: elsewhere nobody here sees who sends
	case apimodel.Wait:
		return w.Indefinite && (len(w.Names()) == 1 || last(w) != "(*sync.Cond).Wait") // in a function, that is a kind of lock
	case apimodel.Subprocess:
		return c.unlimitedProcess(w)
	case apimodel.Network, apimodel.DNS:
		return c.unlimitedRequest(w)
	case apimodel.Database:
		return w.Indefinite
	case apimodel.Stdin:
		return true
	}
	return false
}

// sure reports whether waits of the kind of w are long as a rule. Those that
// receive from channels mostly wait for what is about to come, or what has just
// been told to end; a database's answer may be all that the loop is there for; of
// what waits for other goroutines, joins say so; and a WaitGroup of the function's
// own that waits for no task of it waits for an answer.
func (c *checker) sure(w *mayblock.Witness) bool {
	switch w.Kind {
	case apimodel.Channel, apimodel.Database:
		return false
	case apimodel.Wait:
		declared := w.Last == nil && !strings.Contains(w.Steps[len(w.Steps)-1].Name, "→")
		return declared || w.Op == mayblock.Receive || strings.HasSuffix(last(w), "Wait") && !c.isLocal(w.Last)
	}
	return true
}

// sleepsLong reports whether w sleeps for longer than shortSleep: for certain; or,
// if it is the case itself that does, perhaps. A timer's channel is most often
// received from to empty it; and how long a function of another package sleeps is
// not known here.
func (c *checker) sleepsLong(w *mayblock.Witness) bool {
	call, ok := w.Last.(*ast.CallExpr)
	if recv, isRecv := w.Last.(*ast.UnaryExpr); isRecv {
		call, ok = ast.Unparen(recv.X).(*ast.CallExpr) // of time.After
	}
	if !ok || len(call.Args) != 1 {
		return false
	}
	d := call.Args[0]
	if c.isLong(d) || c.origins().allFrom(d, c.isLong) {
		return true
	}
	return (w.Last == w.Node || c.unsure) && !c.isShort(d) && !c.origins().allFrom(d, c.isShort)
}

// isLong reports whether the duration e certainly is longer than shortSleep: a
// constant, or a number of seconds or more.
func (c *checker) isLong(e ast.Expr) bool {
	if d, ok := c.duration(e); ok {
		return d > shortSleep
	}
	unit, ok := c.unit(e)
	return ok && unit >= time.Second
}

// isShort reports whether the duration e probably is no longer than shortSleep: a
// constant, or a number of units below a second.
func (c *checker) isShort(e ast.Expr) bool {
	if d, ok := c.duration(e); ok {
		return d <= shortSleep
	}
	unit, ok := c.unit(e)
	return ok && unit < time.Second
}

// unit returns the unit of the product that e is, as in time.Duration(n) *
// time.Second; but not the factor of 2 * delay.
func (c *checker) unit(e ast.Expr) (time.Duration, bool) {
	product, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok || product.Op != token.MUL {
		return 0, false
	}
	x, xOK := c.duration(product.X)
	y, yOK := c.duration(product.Y)
	unit := max(x, y)
	return unit, (xOK || yOK) && unit >= time.Microsecond
}

// duration returns the constant duration that e is.
func (c *checker) duration(e ast.Expr) (time.Duration, bool) {
	v := c.pass.TypesInfo.Types[e].Value
	if v == nil || v.Kind() != constant.Int {
		return 0, false
	}
	d, ok := constant.Int64Val(v)
	return time.Duration(d), ok
}

// isLocal reports whether n is the call of a method of a local variable.
func (c *checker) isLocal(n ast.Node) bool {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return false
	}
	id, ok := ast.Unparen(receiverOf(call)).(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := c.pass.TypesInfo.Uses[id].(*types.Var)
	return ok && v.Kind() == types.LocalVar
}

// ownCase reports whether w receives from a channel that the loop has a case for:
// to empty it, or to take all that there is.
func (c *checker) ownCase(a *loops.Actor, w *mayblock.Witness) bool {
	recv, ok := w.Last.(*ast.UnaryExpr)
	return ok && slices.ContainsFunc(a.Cases, func(cs *loops.Case) bool {
		return cs.Chan != nil && types.ExprString(cs.Chan) == types.ExprString(recv.X)
	})
}

// last returns the last step of w.
func last(w *mayblock.Witness) string {
	names := w.Names()
	return names[len(names)-1]
}

// unlimited lists the functions that ask a peer something and take nothing that
// could limit the time, by the names that messages give them.
var unlimited = []string{
	"http.Get", "http.Head", "http.Post", "http.PostForm",
	"net.Dial", "net.DialTCP", "tls.Dial", "rpc.Dial", "rpc.DialHTTP", "smtp.Dial", "smtp.SendMail", "textproto.Dial",
	"(*rpc.Client).Call",
	"net.LookupAddr", "net.LookupCNAME", "net.LookupHost", "net.LookupIP", "net.LookupMX", "net.LookupNS", "net.LookupSRV", "net.LookupTXT",
}

// unlimitedRequest reports whether w asks a peer something without a deadline.
func (c *checker) unlimitedRequest(w *mayblock.Witness) bool {
	if !w.Indefinite {
		return false
	}
	call, _ := w.Last.(*ast.CallExpr)
	for _, name := range unlimited {
		if last(w) != name {
			continue
		}
		switch {
		case strings.HasPrefix(name, "http."):
			return !c.origins().changesDefault
		case call != nil && strings.HasSuffix(name, ".Dial"):
			return !c.localNetwork(call)
		}
		return true
	}
	if call == nil {
		return false
	}
	switch calleeOf(c.pass.TypesInfo, call) {
	case httpClient("Do"):
		return len(call.Args) == 1 && c.clientUnlimited(call) && c.origins().allFrom(call.Args[0], c.madeBy("net/http", "NewRequest"))
	case httpClient("Get"), httpClient("Head"), httpClient("Post"), httpClient("PostForm"):
		return c.clientUnlimited(call)
	case apimodel.Symbol{Pkg: "net", Recv: "Dialer", Name: "Dial"}:
		return !c.localNetwork(call) && c.origins().allFrom(receiverOf(call), c.literalWithout("Timeout", "Deadline"))
	}
	return false
}

func httpClient(method string) apimodel.Symbol {
	return apimodel.Symbol{Pkg: "net/http", Recv: "Client", Name: method}
}

// localNetwork reports whether a Dial call stays on the machine, or sends
// nothing, by its constant first argument.
func (c *checker) localNetwork(call *ast.CallExpr) bool {
	if len(call.Args) == 0 {
		return false
	}
	v := c.pass.TypesInfo.Types[call.Args[0]].Value
	if v == nil || v.Kind() != constant.String {
		return false
	}
	network := constant.StringVal(v)
	return strings.HasPrefix(network, "unix") || strings.HasPrefix(network, "udp") || strings.HasPrefix(network, "ip")
}

// clientUnlimited reports whether call is a method of an http.Client that
// certainly has no timeout.
func (c *checker) clientUnlimited(call *ast.CallExpr) bool {
	x := receiverOf(call)
	if sel, ok := ast.Unparen(x).(*ast.SelectorExpr); ok {
		if obj := c.pass.TypesInfo.Uses[sel.Sel]; obj != nil && obj.Pkg() != nil && obj.Pkg().Path() == "net/http" && obj.Name() == "DefaultClient" {
			return !c.origins().changesDefault
		}
	}
	return c.origins().allFrom(x, c.literalWithout("Timeout"))
}

// unlimitedProcess reports whether w waits for a process that nothing ends in
// time.
func (c *checker) unlimitedProcess(w *mayblock.Witness) bool {
	call, ok := w.Last.(*ast.CallExpr)
	if !ok {
		return false
	}
	if calleeOf(c.pass.TypesInfo, call).Pkg == "os" {
		return true // (*os.Process).Wait
	}
	return c.origins().allFrom(receiverOf(call), c.madeBy("os/exec", "Command"))
}

// madeBy returns a test for calls of a function.
func (c *checker) madeBy(pkg, name string) func(ast.Expr) bool {
	return func(e ast.Expr) bool {
		call, ok := ast.Unparen(e).(*ast.CallExpr)
		return ok && calleeOf(c.pass.TypesInfo, call) == apimodel.Symbol{Pkg: pkg, Name: name}
	}
}

// literalWithout returns a test for composite literals, or their addresses, that
// leave the fields at zero.
func (c *checker) literalWithout(fields ...string) func(ast.Expr) bool {
	return func(e ast.Expr) bool {
		if addr, ok := ast.Unparen(e).(*ast.UnaryExpr); ok {
			e = addr.X
		}
		lit, ok := ast.Unparen(e).(*ast.CompositeLit)
		if !ok {
			return false
		}
		for _, elem := range lit.Elts {
			kv, ok := elem.(*ast.KeyValueExpr)
			if !ok {
				return false
			}
			if key, ok := kv.Key.(*ast.Ident); ok {
				for _, f := range fields {
					if key.Name == f {
						return false
					}
				}
			}
		}
		return true
	}
}

func receiverOf(call *ast.CallExpr) ast.Expr {
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		return sel.X
	}
	return nil
}
