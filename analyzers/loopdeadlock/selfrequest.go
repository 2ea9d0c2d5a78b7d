package loopdeadlock

import (
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
)

// selfRequests reports what code on the loop sends to the loop, if it then waits
// for what only the loop does in answer to that.
func (w *walk) selfRequests() {
	for _, wait := range w.waits {
		if wait.op == nil {
			continue
		}
		until, ok := w.stuck(wait)
		if !ok {
			continue
		}
		reply := w.chans.Of(wait.op.Chan)
		answers, only := w.onlyOwn(reply, channels.Send, channels.Close)
		if !only || slices.ContainsFunc(w.served, func(s *served) bool { return s.ch == reply }) {
			continue
		}
		if send, in := w.requestFor(wait, reply); send != nil {
			w.reportRequest(send, wait, answers[0], in, until)
		}
	}
}

// requestFor returns the send to the loop after which code comes to the wait for
// the reply, the last one before it in the innermost function that does both; nil
// if there is none.
func (w *walk) requestFor(wait *event, reply *channels.Channel) (found *event, in *ssa.Function) {
	if w.isLoops(wait) {
		return nil, nil
	}
	var last step
	for _, send := range w.sends {
		from, to, ok := before(send, wait)
		if !ok || !w.arrives(send) || !w.isOlder(wait, from.frame) || w.performsBetween(from.instr, to.instr, reply, channels.Send, channels.Close) {
			continue
		}
		if found == nil || isUnder(from.frame, last.frame) && (from.frame != last.frame || ir.Precedes(last.instr, from.instr)) {
			found, in, last = send, from.instr.Parent(), from
		}
	}
	return found, in
}

// isUnder reports whether f is g, or is called by it.
func isUnder(f, g *loops.Frame) bool {
	for ; f != nil; f = f.Up {
		if f == g {
			return true
		}
	}
	return false
}

// isOlder reports whether the channel that is waited for is there before the frame,
// which does both, calls what waits: a channel that was made later is not for this
// request.
func (w *walk) isOlder(wait *event, f *loops.Frame) bool {
	root := w.originOf(wait).Root
	for g := wait.frame; g != nil && g != f; g = g.Up {
		if root == nil || root.Parent() != nil && ir.Enclosing(root.Parent()) == g.Fn {
			return false
		}
	}
	return true
}

// isLoops reports whether what the wait is about is kept where the loop's
// channels are: it is not for one request alone.
func (w *walk) isLoops(wait *event) bool {
	at := w.placeOf(wait)
	return slices.ContainsFunc(w.served, func(s *served) bool {
		here := w.ground.here(s.at)
		return at.Root == here.Root && at.Path != "" && here.Path != ""
	})
}

// arrives reports whether code that comes to the send, on the loop, has to wait
// for itself: for the answer to what is in the buffer, or because the loop can't
// receive now.
func (w *walk) arrives(send *event) bool {
	if c := send.to.ch.Cap; c.Known && c.N == 0 {
		_, stuck := w.stuck(send)
		return stuck
	}
	return true
}

func (w *walk) reportRequest(send, wait *event, answer *channels.Op, in *ssa.Function, until string) {
	text := fmt.Sprintf("hands the loop a request through %s and waits for the answer from %s, which only the loop gives: it waits for itself %s",
		send.to.ch.Name(), w.chans.Of(wait.op.Chan).Name(), until)
	w.report(send, finding{category: selfRequest, in: in, alone: until != forEver, text: text, ch: send.to.ch, evidence: []analysis.RelatedInformation{
		related(wait.instr.Pos(), "the wait for the answer"),
		related(answer.Pos(), "the answer, on the goroutine of the loop"),
	}})
}
