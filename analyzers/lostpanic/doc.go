// Package lostpanic defines an analyzer of panics and recovers that miss each
// other.
//
// # Analyzer lostpanic
//
// lostpanic: report panics that no recover reaches, and recovers that throw them away
//
// A panic runs the deferred functions of its own goroutine and of no other. A
// recover around the code that starts a goroutine reaches nothing that happens in
// it: where nothing in the goroutine recovers, the process ends, with all that it
// was doing for everybody else. The opposite is as bad: a goroutine that recovers
// and keeps that to itself is missing from then on, and there is no line in the
// log to say why.
//
// recover-elsewhere: a function that recovers starts a task which can panic
// explicitly and does not recover, so that the panic ends the process. Or an HTTP
// handler runs another handler in a goroutine: the server, which recovers from
// the panics of handlers, does so in the goroutine of the request.
//
// swallowed-panic: a task or a callback recovers, and does nothing with the value
// of the panic, nor anything else by which somebody could learn of it.
//
// useless-recover: recover is called where it can't recover: by a defer or go
// statement itself, in the arguments of a deferred call, in a function that is
// called or started but never deferred, or by a helper that a deferred function
// calls in place of being deferred. It returns nil, and the panic goes on.
//
// ## How it decides
//
// Tasks are what go statements start, and what is given to an API that is known to
// run it: sync.WaitGroup.Go, errgroup.Group.Go, time.AfterFunc, pools. Neither
// WaitGroup.Go nor errgroup.Group.Go recovers: the process dies. (In
// golang.org/x/sync v0.14.0 and v0.15.0, errgroup hands panics over to Wait;
// with these, its tasks are left alone.) What the API model says to recover, or
// to hand the panic over, is left alone too, and so is what may be set up to, and
// what is registered as a handler of events.
//
// For recover-elsewhere, nobody has to recover who did not mean to. Only the
// recover in the function around the go statement, deferred before it, says that
// panics are expected here and that the process is to live on. A recover that
// panics again or ends the process says the opposite; if it stops certain types
// only, those count and no others. What counts as a panic of the task is explicit,
// too: a call of a function that comes from outside (a parameter of an exported
// function, a field that users of the package set), unless it logs, tells the time
// or cancels; an http.Handler; an unchecked type assertion on a value from outside;
// a function named Must with arguments that are not constant; a panic statement
// whose value is an error that somebody else returned. The functions of the package
// that the task calls are searched as well. A panic with a text of its own, or in
// the default case of a switch, says that there is a mistake in the program; to die
// of that may be right, and nothing is said. Nor is anything said of what might
// panic at any time: nil pointers, indexes, functions of other packages, methods of
// interfaces.
//
// A task that defers a function which may recover is left alone: one of this
// package that calls recover, a function value, or a function of another package
// that does not go by a name for cleaning up, such as Close, Done or Unlock.
//
// For swallowed-panic, a panic is handled if anything is done with its value, or
// because of it, or in the deferred function at all, other than unlocking, closing,
// counting down, cancelling and starting the task again. A result other than
// an error may say that the function failed. Also left alone are
// _ = recover(), which says that it is meant; a recover with a comment beside it;
// and one that guards a send or close, since there is no other way to ask
// whether a channel is closed. In a loop that calls more than the standard library,
// it guards more than that.
//
// For useless-recover, all uses of the function around the call must be known: a
// function that is exported, used as a value, or called through an interface may
// be deferred by somebody. Of other packages' functions that call recover, a few
// are known, among them HandleCrash of k8s.io/apimachinery, and Recover of sentry-go
// and of go-zero's rescue.
//
// ## Options
//
// -lostpanic.tests reports all that in tests too: in test files, in files that
// import testing or net/http/httptest, and in packages whose path has an element
// that starts with test, fake, mock, stub, or bench, or ends in test.
//
// ## Fix and its safety
//
// For useless-recover, defer recover() becomes a deferred function that recovers
// and logs the value with the stack, as it was meant; and a deferred literal that
// only calls a helper becomes a defer statement of the helper. For
// swallowed-panic, a recover on a line of its own becomes one that logs. These
// fixes log with log/slog or log, and are offered in files that import one of them
// only: what to do elsewhere, a linter can't know. A function with results has no
// fix: it would return zero values as if nothing had happened. Note that the first
// fix makes the program go on where it used to end.
//
// The others have no fix. For recover-elsewhere, put a recover into the goroutine,
// and hand what it recovered over to whoever waits: as an error, or to be panicked
// with again there.
//
// ## When not to use it
//
// In programs that a supervisor starts again, and which prefer to die. They rarely
// call recover.
//
// ## Known problems
//
// Of functions in other packages it is not known whether they call recover or
// panic, but for those named above. Whether recover works in the body of a loop over
// a function has changed between releases of Go (https://go.dev/issue/71685):
// there, nothing is reported.
//
// ## Related rules
//
// errcheck reports recover() and defer recover() as calls whose result is not
// checked, wherever they stand; it accepts _ = recover(), and does not say whether
// a recover works. revive's defer rule reports defer recover(), recover in the
// arguments of a deferred call, and recover outside of a function literal that is
// deferred; it sees neither helpers nor tasks. go vet and staticcheck say nothing
// about recover. lostgoerror reports the errors that vanish in tasks.
//
// Measured on 33 modules of test/corpus (test/overlap): errcheck v1.30.0 reports the
// one line that this rule reports there; nilerr v0.1.2, staticcheck v0.8.2 and go vet
// don't. Of the three programs in test/witness, errcheck reports swallowed-panic and
// useless-recover. With errcheck's findings in view, this rule adds why it matters,
// and the fix.
package lostpanic

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
