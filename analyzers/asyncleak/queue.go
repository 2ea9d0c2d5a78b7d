package asyncleak

import (
	"fmt"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
)

// queues reports the channels of resources that are closed with resources in
// them: the buffer is never emptied by whoever closes it, nor by a worker that
// goes on until it is empty.
func (c *checker) queues(tests bool) {
	for _, ch := range c.chans.All() {
		if ch.Escape != nil || ch.Field == nil || !buffered(ch) || !holdsConn(ch.Field.Type()) || !ch.Has(channels.Send) {
			continue
		}
		if !tests && testfile.IsTest(c.pass, c.ir.File(ch.Field.Pos())) {
			continue
		}
		drained := false
		var closing *channels.Op
		for _, op := range ch.Ops {
			switch op.Kind {
			case channels.Recv:
				// Who asks whether the channel is closed, as an Accept method
				// does, is called until it is.
				drained = drained || op.Range || op.CommaOk && op.Bare() || c.ir.Loop(op.Instr.Block()) != 0
			case channels.Close:
				closing = op
			}
		}
		if closing == nil || drained || c.receivesNear(closing, ch) {
			continue
		}
		c.report(closing.Pos(), droppedInQueue,
			fmt.Sprintf("%s is closed with what is still in it: nobody receives and closes that", ch.Name()))
	}
}

// receivesNear reports whether the function that closes ch receives from it too.
func (c *checker) receivesNear(closing *channels.Op, ch *channels.Channel) bool {
	for instr := range ir.Instrs(closing.In) {
		if _, ok := instr.(ssa.CallInstruction); ok || isReceive(instr) {
			if c.chans.Does(instr, ch, channels.Recv) != channels.No {
				return true
			}
		}
	}
	return false
}

func isReceive(instr ssa.Instruction) bool {
	switch instr.(type) {
	case *ssa.UnOp, *ssa.Select:
		return true
	}
	return false
}

func buffered(ch *channels.Channel) bool {
	return ch.Make != nil && (!ch.Cap.Known && ch.Cap.Expr != nil || ch.Cap.N > 0)
}

// holdsConn reports whether the elements of a channel type are resources that
// are closed: connections, files.
func holdsConn(t types.Type) bool {
	ch, ok := t.Underlying().(*types.Chan)
	if !ok {
		return false
	}
	named := apimodel.TypeName(ch.Elem())
	if named == nil || named.Pkg() == nil {
		return false
	}
	switch named.Pkg().Path() + "." + named.Name() {
	case "net.Conn", "net.TCPConn", "net.UnixConn", "os.File", "crypto/tls.Conn", "io.ReadWriteCloser":
		return true
	}
	return false
}
