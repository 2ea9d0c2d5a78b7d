// Package lostfuture defines an analyzer that of errors that come later and that nobody asks for.
//
// # Analyzer lostfuture
//
// lostfuture: report errors that come later and that nobody asks for
//
// Say here what the hazard is, where what gets lost ends up, and how that
// shows in production.
//
// unread-token: the result that carries the error of a call is dropped or never asked.
//
// unchecked-wait: the call that waits for tasks returns their error, and it is dropped.
//
// never-waited: a group of tasks is never waited for.
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
// unread-answer: the answer whether work was accepted is dropped.
//
// unwaited-process: a process is started and never waited for.
//
// ## How it decides
//
// The callee's name decides. Say on what grounds a finding is right, and where
// the analysis gives up and stays silent.
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
// ## Fix and its safety
//
// There is no automatic fix. A fix compiles, removes the finding, adds no new
// one and changes nothing else; where there is no such fix, offer none.
//
// ## When not to use it
//
// In a program that has another function named hazard.
//
// ## Known problems
//
// A call through a variable is not seen.
//
// ## Related rules
//
// baddirective judges the comments that suppress findings.
package lostfuture

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
