package loopdeadlock

import (
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/loops"
)

// selfRequests reports what code on the loop sends to the loop, if it then waits
// for what only the loop does in answer to that.
func (w *walk) selfRequests() {
	for _, wait := range w.waits {
		if wait.op == nil || !w.hopeless(wait) {
			continue
		}
		reply := w.chans.Of(wait.op.Chan)
		answers, only := w.onlyOwn(reply, channels.Send, channels.Close)
		if !only || slices.ContainsFunc(w.served, func(s *served) bool { return s.ch == reply }) {
			continue
		}
		if send, in := w.requestFor(wait, reply); send != nil {
			w.reportRequest(send, wait, answers[0], in)
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
		if !ok || !w.arrives(send) || w.performsBetween(from.instr, to.instr, reply, channels.Send, channels.Close) {
			continue
		}
		if found == nil || isUnder(from.frame, last.frame) && (from.frame != last.frame || precedes(last.instr, from.instr)) {
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

// isLoops reports whether what the wait is about is kept where the loop's
// channels are: it is not for one request alone.
func (w *walk) isLoops(wait *event) bool {
	at := w.placeOf(wait)
	return slices.ContainsFunc(w.served, func(s *served) bool {
		here := w.ground.here(s.at)
		return at.Root == here.Root && at.Path != "" && here.Path != ""
	})
}

// hopeless reports whether nothing ends the wait but what its channel brings: the
// other cases of its select, if it has any, are for what only this loop does.
func (w *walk) hopeless(e *event) bool {
	if e.bare() {
		return true
	}
	if e.op.HasDefault {
		return false
	}
	return !slices.ContainsFunc(e.op.Others, func(v ssa.Value) bool {
		ch := w.chans.Of(v)
		if ch == nil {
			return true
		}
		_, only := w.onlyOwn(ch, channels.Send, channels.Close)
		return !only
	})
}

// arrives reports whether code that comes past the send, on the loop, has to
// wait for an answer: it is in the buffer, or the loop waits for itself already.
func (w *walk) arrives(send *event) bool {
	if send.bare() {
		return true
	}
	if c := send.to.ch.Cap; c.Known && c.N == 0 {
		return false // another case is chosen, if any
	}
	return true
}

func (w *walk) reportRequest(send, wait *event, answer *channels.Op, in *ssa.Function) {
	text := fmt.Sprintf("hands the loop a request through %s and waits for the answer from %s, which only the loop gives: it waits for itself for ever",
		send.to.ch.Name(), w.chans.Of(wait.op.Chan).Name())
	w.report(send, finding{category: selfRequest, in: in, text: text, ch: send.to.ch, evidence: []analysis.RelatedInformation{
		related(wait.instr.Pos(), "the wait for the answer"),
		related(answer.Pos(), "the answer, on the goroutine of the loop"),
	}})
}
