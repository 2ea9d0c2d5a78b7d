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
// forbidden-call: a framework's callback calls a function of which the framework
// says that it waits for the callback's end.
//
// ## How it decides
//
// ## Fix and its safety
//
// There is no automatic fix.
//
// ## When not to use it
//
// ## Known problems
//
// ## Related rules
package loopdeadlock

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
