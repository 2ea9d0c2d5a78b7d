// Package loopblock defines an analyzer of code that runs on event loops.
//
// # Analyzer loopblock
//
// loopblock: report blocking calls on an event loop's goroutine
//
// What it does: it finds the functions that a framework calls on a goroutine
// which serves others too, follows what they call, across packages, and
// reports the calls that end in a wait.
//
// Why it is bad: while the callback waits, nothing else that the loop serves is
// served: no other connection, no key press, no message, no heartbeat. Under
// load the wait of one becomes everybody's; and where what the callback waits
// for has to come through the same loop, it waits for ever.
//
// callback-blocks: a function that runs on a framework's loop (gnet, evio,
// nbio, Bubble Tea, tview, paho, informers, memberlist delegates, js.FuncOf,
// finalizers and cleanups, and others), or that carries //asynclint:eventloop,
// sleeps, waits for goroutines or a process, talks to the network or a
// database, or receives from a channel, directly or through what it calls. The
// message names the chain of calls down to the wait.
//
// ## How it decides
//
// Which functions run on a loop comes from a table of APIs, each entry with
// the place in the API's documentation or source that says so, and from
// directives. A function counts if it is passed to such an API, directly or
// through functions that pass it on; assigned to such a field; or a method
// that implements such an interface. What blocks comes from a table too, and
// from the bodies of the functions in between. Locks, files, sends, selects with
// several cases, and waiting for the end of what has just been told to end do
// not count: they wait shortly as a rule, or it takes more to know. (On
// JavaScript's loop the last does count: there the end is an event too.)
//
// Receiving from a channel counts in the package of the callback alone: elsewhere
// it takes knowing who sends.
//
// Chains of more than four steps do not count either: each step makes it less
// likely that the whole way is ever gone, and harder to check.
//
// Of the calls of one function in one callback the first is reported.
//
// ## Options
//
// The directives //asynclint:eventloop, //asynclint:blocks and
// //asynclint:nonblocking, and the flags -apimodel.eventloop, -apimodel.blocks
// and -apimodel.nonblocking, describe code that the tables don't know. With
// -apimodel.inferred claims about loops count that were inferred from an API's
// shape.
//
// Callbacks in _test.go files are left alone, because a test blocks a loop on
// purpose; -loopblock.tests reports them too.
//
// ## Fix and its safety
//
// The documentation of js.FuncOf, runtime.SetFinalizer and runtime.AddCleanup
// tells callbacks that block to start a goroutine: the fix moves the rest of
// the callback, from the statement that blocks on, into one. What the callback
// returns stays the same; its end no longer means that the work is done. For
// other APIs the message names their own way to offload, which no tool can
// choose the details of.
//
// ## When not to use it
//
// In programs whose loop has nothing else to do while the callback waits, say
// a command that handles one message and exits.
//
// ## Known problems
//
// A wait counts on whatever path it lies, so a call that waits in rare cases
// alone is reported. That a type implements an interface is enough: nobody
// checks that it is ever passed to the framework. Calls through function
// values that are stored, and through interfaces that several types of the
// package implement, are not followed. Options that are set in another
// package (SetOrderMatters of an MQTT client) are not seen.
//
// ## Related rules
//
// None here. To see such a wait at run time, read the goroutine profile of a
// program that stalls: the loop's goroutine stands in it, with the chain of calls
// on its stack.
package loopblock

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
