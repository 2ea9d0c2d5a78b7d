// Package lostfuture defines an analyzer of errors that come later, and that
// nobody asks for.
//
// # Analyzer lostfuture
//
// lostfuture: report errors that come later and that nobody asks for
//
// A call that starts something returns before it has failed. What tells the
// failure is a token to ask, a method that waits, a channel to receive from, and
// leaving that out compiles, passes the tests, and drops the error: the message is
// not delivered, the subscription is not there, the report lacks the half that
// could not be computed, and there is no line in the log to say so.
//
// unread-token: the result of a call alone tells the error, later (an MQTT token,
// a publish result, an rpc.Call, an sql.Row), and it is dropped, or kept in a
// variable and never asked. Waiting for it is not asking: paho's Token.Wait returns
// true for a publish that failed.
//
// unchecked-wait: the error of errgroup.Group.Wait, or of another method that
// waits for tasks, is dropped, and one of the tasks may fail without anybody
// hearing of it otherwise. Also the error of Exec, which carries out the commands
// of a pipeline of go-redis, if nobody asks the commands themselves.
//
// never-waited: tasks are added to a group, which is a local variable, and nobody
// waits for them: their errors are lost, and the function may return while they run.
//
// unread-channel: goroutines send their errors on a channel from which nobody
// receives, or from which fewer are received than they send. The buffer has
// room for all of them, so that nothing blocks, and the errors are collected as
// garbage with the channel.
//
// missing-reply: a function waits for the value that a goroutine is to send, and
// for nothing else, and the goroutine can end without having sent it, most often
// where something fails. The function waits for ever.
//
// last-error-wins: several goroutines assign their errors to one variable, and
// nil if they have none. Whoever reads it learns how the last of them ended: a
// failure is overwritten by a success. A lock makes the assignments orderly, and
// does not help.
//
// unread-answer: the answer of TryLock, TryAcquire, TryGo and the like is dropped.
// If it is false, the code goes on without the lock, or without the work that
// nobody has accepted.
//
// unwaited-process: a process is started by exec.Cmd.Start, and Wait is called on
// no path. How it ended remains unknown, and the process remains as a zombie for
// as long as the program runs.
//
// ## How it decides
//
// An error is handled, here, where it is asked for: by the method or field that
// tells it, by a use of what the waiting call returns, by a receive. What the code
// then does with it is a question for others. An error that the task itself has
// logged, counted, stored, sent or wrapped into something that leaves is handled too,
// so that nobody has to ask for it any more.
//
// Which results, methods and answers these are is a table of functions of the
// standard library and well-known modules; those of which the loss is often meant
// are left out, such as the result of closing something. A call whose result is
// assigned to the blank identifier says that it is not wanted, and is left alone,
// and so is one with a comment that says so: ignored, best effort.
//
// For unread-token, the variable must be local and used for nothing but its
// methods, in function literals too: what is passed, returned, stored or assigned
// to another variable may be asked there. Methods and fields that give no more than
// a boolean, a number, a text or a closed channel don't tell an error. A publish
// with an MQTT quality of service of 0, or of one that is not a constant, is
// left alone: at most once is what was asked for.
//
// For unchecked-wait, the group is a local variable, or a field that is not
// exported, and all the places where tasks are added to it and where it is waited
// for are looked at. It is reported if a task may return an error of which nobody
// has heard: one that is not known, or whose body, as far as it is in the package,
// neither handles the error nor means by it that it has come to an end. One place
// that uses the error is enough, so that defer g.Wait() next to return g.Wait() is
// fine, and so is context.Cause of the group's context. The same call in a go
// statement is reported by lostgoerror.
//
// For never-waited, the variable must be used for nothing but adding tasks and
// counting them, here and in the functions of the package that it is passed to.
// One of the tasks may return an error of which nobody has heard, as for
// unchecked-wait; or the group does nothing but to count, such as sync.WaitGroup,
// and the code around it waits for nothing else, a channel say.
// Pools of workers are left alone: they may be there to limit how many run.
//
// For unread-answer, a mutex must be unlocked later in the same block, after more has
// been done: TryLock followed by Unlock at once only makes sure that the mutex is
// not locked. Spending the tokens of a rate.Limiter by Allow is left alone.
//
// For unwaited-process, the command is made by exec.Command, exec.CommandContext or
// a literal, in the same function, and is used for nothing that might wait for it
// or let somebody else do so, the number of the process included. What is meant to
// go on alone is left alone: commands that show a web page or a file, such as
// xdg-open; processes with SysProcAttr; functions whose names speak of opening,
// launching, detaching or restarting; functions that end or replace the program
// afterwards; commands (package main) that start one process and not one in each
// iteration; packages that reap children themselves.
//
// For unread-channel and missing-reply, all must be known that happens to the
// channel: it is made in one place, and kept in local variables, parameters and
// results of functions of the package. unread-channel is silent about len(errs),
// which asks too. That fewer errors are received than sent is reported where each
// of a known number of goroutines sends the error of one call, and each error that
// is received is compared with nil; not where the calls run until they are told
// to end, like Serve or io.Copy: the first of those to end is what their starter
// waits for.
//
// For missing-reply, the goroutine must be the only one that sends, once at most,
// and nobody closes the channel. In the function that starts it, a path leads to
// the receive, or to a select statement all cases of which receive from the
// goroutine, on which nothing else is waited for that might tell of the failure.
// The goroutine's way out without a send depends on something that it finds out
// itself. Ends that are no mistake are left alone: a channel that it receives from
// was closed, a loop has come to its end without having found what it looks for, a
// channel or context was closed that only the waiting function ends. A panic is
// an end where the goroutine recovers from it. Where a loop starts goroutines, the
// loop that receives must make as many rounds, by the same expression.
//
// For last-error-wins, two of the goroutines may run at the same time: no wait
// for the first comes before the start of the second, which may be the next
// iteration. What is assigned is the result of a call, and the assignment does
// not depend on that result (if err != nil), nor on anything that the goroutines
// share (if failed == nil, a flag, an atomic). errors.Join and other functions that
// are given the old error keep it. Somebody must read the variable: the function
// that starts the goroutines, after that, or the goroutines themselves, which
// then may find the nil of another one.
//
// ## Options
//
// -lostfuture.unread-channel reports what this category finds. In the code that
// the rule was judged on it found no mistake, and one handshake that is raced
// against a timer on purpose: hence it is off by default.
//
// -lostfuture.tests reports what is lost in tests too: see lostgoerror for what a
// test is.
//
// ## Fix and its safety
//
// For unchecked-wait, the error is returned at once, with the zero values of the
// other results:
//
//	if err := g.Wait(); err != nil {
//		return nil, err
//	}
//
// There is such a fix where the last result of the function is an error, and
// returning skips nothing that others could see: after the call come no more than
// computations on local variables. There is none in loops and deferred functions,
// in functions such as Close and Stop, which have just told the tasks to end,
// where several results have names, or where a type can't be written in the file.
//
// For last-error-wins, where nobody but the goroutines reads the variable, the
// assignment declares one of the goroutine's own, := in place of =. There is
// such a fix where it is the only variable that is assigned to, where the
// goroutine doesn't mention it before nor outside of the new one's scope, and
// where somebody else still uses the old one. Where the goroutines hold a lock
// and assign a variable of their own, failed = err, the assignment is put under
// if err != nil.
//
// The other categories have no fix: where the error should go is the program's
// decision. Ask a token in a goroutine if nobody can wait, and log what it says;
// wait for a process in a goroutine, go cmd.Wait(), if its end does not matter.
//
// ## When not to use it
//
// In programs that publish at best effort, and count what arrives elsewhere.
// For a single call, say so in code: _ = client.Publish(...).
//
// ## Known problems
//
// That a future is asked on one path and not on another is not looked at, nor
// what becomes of one that is stored or passed on. A callback of the client that
// hears of all failures (an error handler, a delivery channel) does not count, as
// it is seldom seen where the call is; the table leaves such calls out.
// A group in an exported field, or that is embedded by its own name, may be waited
// for by other packages, and is left alone.
//
// Who sends on a channel that is kept in a field, a slice or a map, or that an
// exported function returns, is not known; unread-channel and missing-reply are
// silent there. For last-error-wins, variables count, not fields. That two
// goroutines can't run at the same time for reasons that are not seen, such as a
// semaphore with one slot, is not known: they are reported.
//
// ## Related rules
//
// errcheck reports every call that drops an error, Wait among them, whether a
// task can fail or not. It says nothing of a token, an answer that is a bool, or a
// group that nobody waits for. lostgoerror has errors that a task drops itself.
// goroutineleak has goroutines that block because nobody receives what they
// send; what is sent and merely lost is here. lostrelease has the channel that a
// goroutine does not close on some path, as missing-reply has the value that it
// does not send. Where the goroutine ends so because of an error that it tells
// nobody, lostgoerror says that too: to send the error in place of the value cures
// both. go test -race finds, if it happens, that goroutines share a variable without
// a lock; it says nothing of the failure that gets lost under one.
//
// Measured on 33 modules of test/corpus (test/overlap): of the 4 lines that this
// rule reports there, all of them unread-token, errcheck v1.30.0, nilerr v0.1.2,
// staticcheck v0.8.2 and go vet report none. Of the eight programs in test/witness,
// errcheck reports the one of unchecked-wait, on the same line.
package lostfuture

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
