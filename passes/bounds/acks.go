package bounds

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// acknowledged is a call by which the task tells a broker that it is done with a
// message: how many a broker sends before is a setting that isn't seen.
func (l *loop) acknowledged() Bound {
	for _, body := range l.flow.Bodies {
		for fn := range ir.All(body) {
			if call := l.acks(fn, 0); call != nil {
				return Bound{Instr: call}
			}
		}
	}
	return Bound{Kind: None}
}

// acks returns the call in fn, or that leads there.
func (l *loop) acks(fn *ssa.Function, depth int) ssa.Instruction {
	for call := range ir.Calls(fn) {
		c := l.r.ir.Callee(call.Common())
		if c.Func != nil && c.Func.Signature().Recv() != nil && isAck(c.Func.Name()) {
			return call
		}
		if c.Body != nil && depth < 2 && l.acks(c.Body, depth+1) != nil {
			return call
		}
	}
	return nil
}

// isAck reports whether a method of this name gives a message back, or says that it
// needn't come again.
func isAck(name string) bool {
	return slices.Contains([]string{
		"Ack", "AckSync", "AckWithContext", "Acknowledge", "DoubleAck", "Nack", "NackWithRequeue", "Nak", "NakWithDelay",
		"Reject", "Requeue", "Finish", "Term",
	}, name)
}
