// Package lostgoerror defines an analyzer of errors inside tasks that reach
// nobody.
//
// # Analyzer lostgoerror
//
// lostgoerror: report errors inside goroutines that reach nobody
//
// A function that is called returns its error to somebody. A function that runs
// as a goroutine returns to nobody: its results are dropped, and so is an error
// that merely makes it return. The program goes on without the server that did
// not start, the loop that ended, or the result that never came, and there is no
// line in the log to say so. What is seen instead is something that hangs, or is
// missing, long after and far away.
//
// This analyzer reports four ways in which an error ends like that.
//
// go-result: a go statement runs a function whose last result is an error. The
// go statement drops it.
//
// early-return: a branch that is taken because an error is not nil ends a
// goroutine and does nothing else, and the error is used for nothing else.
//
// nil-instead: a function that is given to an errgroup.Group, or to something
// else that collects errors, returns nil where it has an error and uses it for
// nothing. Wait reports success.
//
// unread-assign: a goroutine assigns an error to a variable of the function that
// started it, and nobody reads the variable after that. Often the variable was
// meant to be the goroutine's own, and = should have been :=.
//
// ## How it decides
//
// A goroutine is what a go statement starts, or what is given to an API that is
// known to run it, such as sync.WaitGroup.Go, errgroup.Group.Go and
// time.AfterFunc.
//
// An error counts as handled if anything is done with it: it is logged, sent,
// stored, passed to a function, wrapped into something that leaves, compared
// with an error value. Comparing it with nil is not doing anything. A branch
// counts as handling the error if it does anything besides leaving, other than
// calling sync.WaitGroup.Done or unlocking a mutex. A comment inside the branch
// is taken for a reason: somebody thought about it.
//
// For a function of the same package, its body is read. If every error that it
// may return was logged or otherwise reported where it came up, or is one that
// means a regular end, nothing is lost and nothing is reported. Of functions of
// other packages only the type is known.
//
// Some errors are no failures. Calls that never fail by their documentation
// (bytes.Buffer.Write, hash.Hash.Write, fmt.Print) are left alone. So are calls
// whose error is how an end is told, such as ctx.Err, io.Copy, and everything
// that is called Read, Recv, Accept, Next or Wait; writes to a connection; error
// values whose names speak of closing, cancelling or stopping; and calls that
// tidy up, such as Close, Stop and Remove.
//
// A goroutine whose end is a signal by itself, because it defers closing a
// channel, a send, a cancel, or anything else that others can see, is not
// reported for early-return.
//
// ## Options
//
// -lostgoerror.tests reports errors that vanish in tests too: in test files, in
// files that import testing or net/http/httptest, and in packages whose path has
// an element that starts with test, fake, mock, stub, or bench, or ends in test.
// They are left alone by default: in tests, go srv.Serve(l) is how servers are
// started, and a failure shows as a test that fails.
//
// ## Fix and its safety
//
// For go-result, the call is put into a function literal which logs an error
// that is not nil: with log/slog if the file or else the package imports it,
// otherwise with log. There is no fix in packages that import another well-known
// logger, or where log or logger is a variable or another package. The
// receiver and the arguments are evaluated by the go statement as before: what
// might change before the goroutine runs is passed as a parameter of the
// literal. For net/http.Server, http.ErrServerClosed is not logged. There is no
// fix where the type of such a parameter can't be written in the file, and where
// the call contains comments.
//
// The other categories have no fix: what to do about an error is the program's
// decision. Send it to whoever waits, return it from an errgroup.Group's
// function, or at least log it.
//
// ## When not to use it
//
// In programs whose goroutines are best-effort by design. For a single go
// statement whose error does not matter, say so in code:
//
//	go func() { _ = f() }()
//
// A comment //nolint:errcheck on the go statement does the same, and so does a
// comment inside of a branch.
//
// ## Known problems
//
// A failure that others notice by what is missing, a result that is never sent,
// say, is reported: the error itself is gone. A function of another package that
// logs its own failures and returns them too is reported. What a function that
// comes from a variable, a parameter or a field returns is not known and not
// reported. Branches that depend on more than the error (err != nil && ok), cases
// of a switch that has a tag, and an if err == nil that is the last thing a task
// does are not looked at. Any call between a failure and the return statement
// that passes it on is taken for a report of it, even where it merely happens to
// stand there, and so is a deferred function literal that looks at the error.
//
// ## Related rules
//
// errcheck reports every go statement that drops an error, in tests and where
// the function's body shows that the error was logged before; with it, leave
// go-result out: asynclint -skip lostgoerror/go-result. It does not see an error
// that is tested and then goes nowhere. nilerr reports nil-instead, in tasks and
// elsewhere, on the line of the return statement.
//
// Measured on 33 modules of test/corpus (test/overlap): errcheck v1.30.0 reports all
// 10 lines of go-result, among 5,143 in all, and none of the 4 of early-return;
// nilerr v0.1.2, staticcheck v0.8.2 and go vet report none of the 14.
package lostgoerror

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
