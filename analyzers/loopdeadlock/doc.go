// Package loopdeadlock defines an analyzer of loops that wait for themselves.
//
// # Analyzer loopdeadlock
//
// loopdeadlock: report code on an event loop that waits for the loop itself
//
// What it does: it finds code that runs on a loop's goroutine and waits for
// something that only the same loop could do.
//
// Why it is bad: the loop stands still for ever, and with it all that it serves.
//
// self-send: code on a loop sends to a channel without a buffer from which only
// that loop receives.
//
// self-send-buffered: the same with a buffer: the loop stops when it is full.
//
// self-request: code on a loop hands the loop a request and waits for the reply.
//
// self-stop: code on a loop waits for the end of the loop.
//
// forbidden-call: a callback calls back into the API that runs it, in a way that
// waits for the callback's own end: for the event loop that is busy with it
// (Program.Send in Bubble Tea's Update, QueueUpdate in a tview callback), for an
// answer that the callback's goroutine would have to receive (the token of a
// message in an MQTT handler, Response.Body in a listener of Playwright), or for
// a lock that is held meanwhile (a transaction in a transaction of bbolt,
// Memberlist.Members in NotifyJoin, sync.Once.Do in itself).
//
// ## How it decides
//
// For forbidden-call, a table of APIs says which calls hang in which callbacks,
// each with the place in the documentation or the source where that was read.
// Calls that only break a rule, that return an error, or that hang once a queue
// is full are not in it. The callback's body is searched, and the functions of
// the package that it calls, in up to four steps; not what it starts with a go
// statement, returns as a command, or stores.
//
// Most of these calls hang on one object alone: the transaction's database, the
// message's client. They are reported where that is certainly the one: the
// callback got it as a parameter, was handed to it, or was handed over to make
// it; or the package makes one such object only. Of what a program has but one,
// such as a tview.Application, any counts that is not an element of a collection.
//
// ## Fix and its safety
//
// There is no automatic fix.
//
// ## When not to use it
//
// ## Known problems
//
// forbidden-call does not check the conditions on the way to a call: one that
// tells whether the callback is running is not understood. Functions of other
// packages are not followed, nor are calls through stored functions and through
// interfaces.
//
// ## Related rules
//
// loopblock reports other waits in callbacks; a call that forbidden-call reports
// it leaves alone.
package loopdeadlock

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
