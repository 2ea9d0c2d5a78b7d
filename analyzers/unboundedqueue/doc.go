// Package unboundedqueue defines an analyzer that finds queues with no end.
//
// # Analyzer unboundedqueue
//
// unboundedqueue: report queues that nothing bounds
//
// Between two goroutines there is always a queue, and a queue that can get full
// is what tells the faster one to slow down. Where nothing bounds it, nobody is told:
// as long as the consumer is slower than the producers, work that was accepted lies in
// memory, older and older, until the process is killed and loses all of it at once.
// It happens when a peer hangs or a disk is slow, and seldom in a test.
//
// pending-map: a map has an entry for each request that waits for its reply; only the reply removes
// the entry, and a request that gives up, at a timeout or the end of its context, leaves it. The map
// grows by one for each reply that never comes, as long as the connection lives.
//
// growing-slice (off by default): a slice, a heap, or a list of container/list, in a field or variable is
// added to under a lock, and a task of this package takes elements out of it in a loop, the
// first one or all at once. Nothing limits what is added: no look at the length, no
// waiting for room. Between two turns the consumer may be held up, by a send, a
// peer, a child process, or a method of an interface that
// delivers something (Send, Write, Process, Store): the message says by what. Also a loop whose select
// statement receives into a slice or list in one case and sends from it in another: such a loop makes of two
// channels one that never gets full.
//
// growing-callbacks (off by default): the same for a queue of functions, which its consumer calls, or one of which it passes the
// elements to a function that users have set. Who writes an executor or a notifier that never
// blocks its users has decided so, as a rule.
//
// huge-buffer: a channel is made with a buffer of a constant size that is huge: 1<<20 elements or
// more. Such a buffer is full too late to tell the sender anything, and make allocates
// all of it at once. Also one whose size somebody outside says, without a limit: a request (its query,
// form, path, headers, or body), or a peer (a number read from its connection). One request is
// enough then to take all memory, or with a negative number to panic. Channels of struct{}, whose
// elements take no memory, are left out.
//
// silent-drop: a select statement sends an error on a channel without a buffer, and its default
// case does nothing. The error arrives only if a goroutine is receiving at that very
// moment; while the receiver does anything else, the error is lost, and nothing in the log says so.
//
// silent-drop-values (off by default): the same for other values, and for errors on channels with a buffer of
// several elements, where the channel is full.
//
// endless-retry: what failed is tried again at once, as often as it fails. An element
// goes back into the channel, or the work queue of client-go, from which it was taken; or a loop calls
// Accept, net.Dial or an HTTP client again. One element that always fails keeps a worker busy for ever; and a
// listener without file descriptors, or one that is closed, fails a million times in a second.
//
// ## How it decides
//
// A queue is a variable, or a field of all objects of its type, to which one place
// assigns append(q, …), or on which it calls PushBack or heap.Push, and from which another takes:
// q = q[1:], q = q[:0], q = nil, an exchange with another slice, slices.Delete from the
// front, Remove, heap.Pop. One that is only taken from at its end is a stack or a pool, and none.
// The consumer is a function that runs as a task and comes to such a place in
// a loop, itself or through functions that it calls by their names, which nobody else calls
// but to flush or to close. The producer takes a lock,
// or its caller does, and somebody else than the consumer's task runs it. What may hold the consumer up has to do with
// the elements: it sends one, or passes one to what waits, or to a method of an interface that is named like one that delivers;
// they are followed through variables, loops, parameters, and what functions of the package return.
//
// These make it silent, because they may be a limit: a look at the length beside
// comparing it with nothing, where the elements are added or anywhere outside of the
// consumer; a method that returns the length, which others call or can call; in the function
// that adds, a comparison of quantities, a lookup, a flag or an unknown predicate on the way to
// it, and sends and receives before or after; in its callers, three steps up,
// taking from a semaphore or a rate limiter, waiting afterwards, and conditions on what is called
// a limit, a quota, or pending; elements that carry a channel, a WaitGroup or a Cond, and functions that
// return one, because there are no more of them than there are callers that wait; somebody else who looks at elements,
// because then it is a table of what is outstanding; a consumer that forgets all elements in one case, because that may
// be when there are too many, or when it took too long; a comparison of quantities after adding, which flushes. One
// place with a limit speaks for all places that add. Functions that are named like constructors
// don't count as places that add.
//
// A queue whose declaration, or whose type or producer, says in a comment that it is unbounded, without
// limit, or never blocks is meant to be so, and not reported.
//
// A map of what is pending, or a sync.Map, has values with a channel to wait on, under keys that are named like
// numbers (id, seq, token) and not like what many requests share (peer, session). The select
// statement that gives up waits for the very value that its function, or one that it calls, put there, and
// returns. Silent if anything on that way may remove the entry: the case itself, what it calls, a deferred
// call, a literal of the function, its callers; if the map is swept in a loop, exchanged, measured, or
// handed to others; and if it is the connection that ends, and not the request.
//
// A size from outside is followed through variables, conversions, parsing, fields of what is decoded, and the
// parameters of functions of the package, two calls up. A comparison of it with more than one,
// min, a switch, a remainder, a lookup, or passing it to a function that is named like a check ends the search, wherever
// in the function it is; numbers of 16 bits are no danger. Files, flags, and the environment are not outside.
//
// A drop is silent if the default case is empty, or leaves, in a function without results; the error
// is used for nothing else in the function, nor, where it is a parameter, by all of its callers; and no statement
// in the same block logs, counts, or cancels something. Wrapping the error and comparing it are no
// uses. Left out are channels that may have been made elsewhere; channels with room for one error,
// where the first wins; loops that come back with the same value; the errors of
// contexts, and those that mean a regular end. A comment in the select statement or above it, or
// one at the function or the channel that speaks of dropping, blocking and the like, says that it is meant.
//
// Of other values, signals are left out too: empty structs, flags, times and constants; packets, which get
// lost anyhow; channels whose size was computed to have room for all; and channels
// from which somebody receives without waiting: pools, and those that are drained
// for a newer value.
//
// A retry is endless if nothing counts and nothing waits. For elements of queues: the branch
// where the error is not nil puts the same variable back, and stays in the loop; between taking it and putting it
// back there is no comparison of quantities, or of a part of the element, no function that is asked about the element,
// no wait, and no name that speaks of attempts, limits or time. A channel to which the element also goes
// where there was no error is a pool. For Accept, net.Dial and HTTP requests: the branch ends in
// continue; neither it nor the loop before the call waits, compares quantities, or hands the error to a
// function that decides or is stored in a variable. Finding out whether the listener was closed, and leaving then,
// doesn't help where the process has no file descriptors left.
//
// ## Options
//
// -unboundedqueue.tests reports queues in test files too. -unboundedqueue.huge-buffer-size=N sets from how many elements on a
// buffer is huge.
//
// -unboundedqueue.growing-slice reports growing-slice. On about 1,750 packages with queues of some kind (those of 2,290
// modules, and applications) it has five findings. None of these queues has a limit, but three of
// them were meant so, without saying it. Of nine loops in 13,000 files with select statements
// that send what they received it reports three: the deliveries of an AMQP client and of its fork, which pile up
// where no prefetch count is set, and a bus that is meant so. Hence it is off by default.
//
// -unboundedqueue.growing-callbacks reports growing-callbacks: two of six findings there were right, executors whose users may
// add without end.
//
// -unboundedqueue.silent-drop-values reports silent-drop-values. On real code 2 of 4 such findings were something to
// change (2 of 8 before packets and channels with room for all were left out): the others were
// hints, of which one more or less makes no difference. Hence it is off by default.
//
// ## Fix and its safety
//
// There is no automatic fix: what to do when the queue is full is a decision. A channel
// with a buffer makes producers wait; a check of the length lets them return an error, or drop
// the oldest or the newest and count it; joining elements (one update per key instead of all
// of them) bounds the queue by the number of keys.
//
// An error has a place to wait in if its channel has a buffer of one element, where the first one
// suffices; otherwise log it in the default case. What is tried again needs a count of attempts, and a
// pause that grows: net/http waits 5 milliseconds after the first failure of Accept, up to a second after further ones.
//
// ## When not to use it
//
// Where what comes in is bounded by other means, say so at the function that adds:
// //asynclint:bounded on its declaration, with the reason.
//
// ## Known problems
//
// Who calls a function literal that is kept in a variable is not looked at, so that a limit
// there is not seen. Sizes of slices and maps that come from outside are not this rule's subject.
//
// On the packages above, pending-map has four findings, all of which leak; for the five of growing-slice see there. While these were
// made, 19 of 31 findings were wrong at first: what the code looks for is what told them from the others. Buffers of a huge constant
// size, or of one that comes from outside, did not occur.
//
// Rings and deques of other packages, queues of one select loop from which it doesn't send, and
// queues whose consumer is in another package are not reported. Nor are those that grow between the ticks
// of a consumer that itself is quick. Whether producers are faster than the consumer is
// not known: the finding says that nothing would stop them.
//
// silent-drop doesn't see that a receiver does nothing but receive, in which case little is lost, nor who
// calls a function by a variable or from another package, and may have told the error. endless-retry
// takes any comparison of the element, and any name that speaks of attempts or of time, for a limit;
// elements that go back into slices, and queues of other packages, are not looked at. All that it found on
// real code were calls of Accept.
//
// ## Related rules
//
// unboundedspawn reports queues that are made of goroutines.
package unboundedqueue

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
