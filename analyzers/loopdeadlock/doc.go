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
// The runtime does not say so unless every other goroutine stands still too. Such
// code is often right where it was written first, for callers outside of the loop,
// and deadlocks from the day on which the loop calls it.
//
// self-send: code on a loop sends to a channel that has no buffer and from which
// only that loop receives: the case that would receive comes when the send is
// done, and the send is done when the case has received. Do instead what the case
// would do, keep the value in a variable until the next iteration, or send from a
// goroutine of its own.
//
// self-send-buffered: the same where the channel has a buffer. All goes well
// until the buffer is full, which others that send to it see to. A larger buffer
// makes that rarer; a queue of the loop's own cures it. Whether the buffer can ever
// be full is more than can be told as a rule: the category is off by default.
//
// self-request: code on a loop calls what hands the loop a request, or a
// function to call, and waits for the answer: a.Do(func() { a.Do(f) }). A buffer
// does not help here. Call directly what the loop would call: most such types
// need each method twice, one for others and one for the loop.
//
// self-stop: code on a loop, or in any other goroutine, waits for the end of that
// very goroutine: it calls Close, which waits for the group that the goroutine is
// in, or for a channel that it closes when it is over. Return from the loop
// instead, tell it to end without waiting, or have somebody else call Close.
//
// forbidden-call: a callback calls back into the API that runs it, in a way that
// waits for the callback's own end: for the event loop that is busy with it
// (Program.Send in Bubble Tea's Update, QueueUpdate in a tview callback), for an
// answer that the callback's goroutine would have to receive (the token of a
// message in an MQTT handler, Response.Body in a listener of Playwright), or for
// a lock that is held meanwhile (a transaction in a transaction of bbolt,
// Memberlist.Members in NotifyJoin, sync.Once.Do in itself). So does a loop around
// a channel of the API's (Node.Ready of etcd's raft, Config.NotifyCh of
// HashiCorp's).
//
// ## How it decides
//
// A loop is a for statement around select statements, or around one receive from
// a channel, as it is written in this package. What runs on its goroutine is its
// body, what that calls in this package in up to four steps, and the functions
// that are sent to the loop and that it calls: not what a go statement starts, and
// not functions that are stored.
//
// A finding needs all of this. All that receives from the channel (or, for
// self-request, all that answers; for self-stop, all that closes the channel) runs
// on the loop's goroutine alone, outside of tests; so the channel must not get to
// where others could do it, and the functions that do it must not be called by
// others, or from other packages. One goroutine alone runs the loop for the
// object: it is no pool. The object is the same: s.ch for the loop's own s, not
// s.peer.ch. And the operation waits for nothing else: a select statement with a
// default, a timeout or a shutdown case is left alone, unless all of its cases
// wait for this loop; for self-request, the loop's own shutdown case does not
// count, since the loop stands still until then. Calls with constant arguments
// that skip the wait, such as s.stop(false), are understood, and so are functions
// that ask first whether they are on the loop, by a name that says so, or because
// they call at times themselves what they else send to the loop.
//
// For self-send-buffered, somebody else must send too after the loop has begun.
// Nothing is reported if anybody asks for the channel's length, or if a sync.Once
// or a flag, which the sender looks at and sets, keeps the buffer from filling up.
//
// For self-stop, the goroutine is any that the package starts, with a loop or
// without. It is in a group if it calls Done, as a rule deferred, or was started
// by Go of the group.
//
// The finding is on the last step that only the loop takes, which is the call of
// what others may call.
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
// There is no automatic fix: what the loop should do instead of waiting for itself
// is for its author to say. A goroutine around the call ends the wait, and gives
// up the order of events.
//
// ## When not to use it
//
// In programs whose loops never call what others call. -loopdeadlock.tests
// reports loops in test files too.
//
// ## Known problems
//
// What holds for the values that are sent is not looked at: a loop that only
// sends itself something while it knows that the buffer has room, because it
// counted, is reported as self-send-buffered. A wait counts on whatever path it
// lies. A loop that a function with a name such as Run has, and that nobody in the
// package starts, is taken to be run once for each object.
//
// Waits in other packages are not seen: that a method of theirs posts to the loop
// that calls it back takes the table of forbidden-call. Neither are waits for a
// sync.Cond or a mutex, nor loops around selects by reflection.
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
