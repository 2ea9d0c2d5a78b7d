// Package loopblock defines an analyzer of code that runs on event loops.
//
// # Analyzer loopblock
//
// loopblock: report blocking calls on an event loop's goroutine
//
// What it does: it finds the functions that a framework calls on a goroutine
// which serves others too, and the loops around select statements that a package
// writes itself; it follows what these call, across packages, and reports the
// calls that end in a wait.
//
// Why it is bad: while the callback, or the case, waits, nothing else that the loop serves is
// served: no other connection, no key press, no message, no heartbeat. Under
// load the wait of one becomes everybody's; and where what the callback waits
// for has to come through the same loop, it waits for ever.
//
// callback-blocks: a function that runs on a framework's loop (gnet, evio,
// nbio, Bubble Tea, tview, paho, informers, memberlist delegates, js.FuncOf,
// finalizers and cleanups, and others), or that carries //asynclint:eventloop,
// sleeps, waits for goroutines or a process, talks to the network or a
// database, or receives from a channel, directly or through what it calls. The
// message names the loop, what it serves, and the chain of calls down to the wait.
// What each framework promises about its callbacks, and how it wants long work to
// be done, is said on its page in docs/loops.
//
// select-blocks: a case of a select in a loop, which serves at least two events
// besides the one that ends it, sleeps, waits for goroutines or a process, or asks
// a peer something without a deadline. All other cases wait meanwhile, and so
// does whoever wants the loop to end.
//
// spawner-blocks: a go or defer statement on a loop waits before what it starts
// runs: its arguments, the receiver and the function are computed on the loop, at
// the statement. "go store(fetch(url))" fetches first and stores concurrently.
//
// spinning-select: a loop goes on receiving from a channel that is closed, or
// from the Done channel of a context. Such a receive does not wait: the loop takes
// zero values at full speed, for ever, or panics when it uses the nil that it got.
// Often a break was meant to leave the loop, and leaves the select statement.
//
// serial-accept: a loop around Accept reads from the connection itself, with no
// read deadline. One client that connects and sends nothing keeps all others out.
//
// holds-loop: code on a loop uses files, computes for long (bcrypt, key
// generation), or waits busily, with a for statement that does nothing but look
// again. It is off by default, because how long that takes depends, and because
// loops that write files may be there for that: of six modules of the corpus it
// finds such a loop in one, and nothing else. -loopblock.holds-loop turns it on.
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
// Of the calls of one function in one callback the first is reported. Calls that
// the API forbids in its callbacks, since they never return there, are left to
// loopdeadlock.
//
// In the cases of a select loop less counts, as most that wait there do so for a
// good reason: sleeps that certainly last longer than a second (a constant, or a
// number times time.Second or more), in the case itself also those of which nobody
// knows how long they last; waits for a WaitGroup, an errgroup, a
// context, a process and the like; http.Get, net.Dial, net/smtp and lookups of names, which have no
// deadline; an http.Client, net.Dialer or exec.Cmd that this package makes without
// a timeout and without a context, and without ever setting one. Nor does a wait
// count after which the loop is left, on the way that the syntax shows. Neither a
// timeout (time.After), nor signals, nor what ends the loop are events; and cases
// that make the same call are occasions for the same work: if there are no others,
// the finding is that the end of the loop waits.
//
// A loop spins if, after the receive from a closed channel, no branch that its zero
// value and its false leave open leads out of the loop, to another wait, or to a
// channel variable with another value; nor does the case tell another one to end
// the loop, or change what the loop's conditions ask for. Who closes the channel has to be seen: in
// this package, on another goroutine, which neither waits for the loop before, nor
// tells it to end at the same time; a context's Done channel counts always, and so
// do channels of some APIs that end by themselves (a Kubernetes watch, a claim
// of a Kafka consumer group). A break in the case of a channel of empty structs
// whose name says stop, done or the like counts even if nobody is seen to close it.
//
// Reading from a connection is followed from Accept on through readers of the
// standard library, fields and functions of this package, in up to four calls. A loop
// is left alone if the connection gets a deadline, is handed to another goroutine,
// a timer or a map, or to a wrapper that is not known; if it can end after serving
// somebody, since it may wait for one right client; and in tests and what is there
// for them.
//
// ## Options
//
// The directives //asynclint:eventloop, //asynclint:blocks and
// //asynclint:nonblocking, and the flags -apimodel.eventloop, -apimodel.blocks
// and -apimodel.nonblocking, describe code that the tables don't know. With
// -apimodel.inferred claims about loops count that were inferred from an API's
// shape.
//
// Callbacks and loops in _test.go files are left alone, because a test blocks a
// loop on purpose; -loopblock.tests reports them too.
//
// -loopblock.select-more has select-blocks report more: receives from channels,
// which are mostly for what is about to come, or for the end of what was told to
// end; database calls; other waits for goroutines than joins; and sleeps in
// functions that the case calls for times that are not known. On real code most of these are as they should be.
// Receives from a timer's channel, or from one that the loop has a case for, don't
// count even then.
//
// -loopblock.holds-loop turns on the category of that name.
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
// In a select loop, time.Sleep as a statement of the case itself becomes a select
// on that time and on what ends the loop, if the case for the latter is a receive
// and nothing but a return or break, and the sleep is the last that the case does.
// So the loop ends without delay; other events still wait. To serve them too, keep the time in a channel that the loop has a
// case for, as the example does.
//
// A break that leaves the select only becomes a return where nothing comes after
// the loop in a function without results; a break with a label otherwise, which the
// loop gets if it has none.
//
// "go f(g(x))" becomes "go func() { f(g(x)) }()" if g is a function, not a method,
// of numbers and strings, and nothing changes x later: what runs on the goroutine
// then must not use what the loop has for itself. Loop variables ask for Go 1.22.
//
// A connection is served on a goroutine of its own if that is the last thing that
// the loop does, in a call of a function of this package with the connection as
// only argument, which closes it, returns nothing, and changes neither maps nor
// variables of the package.
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
// package (SetOrderMatters of an MQTT client) are not seen. Which cases
// of a select loop can be ready together is not known.
//
// Where a loop waits for something else in each iteration too, or its select is in
// a function that it calls, spinning is not looked for. Staticcheck reports
// some of the same lines: breaks without effect (SA4011), and selects with an
// empty default that spin always (SA5004), which are left to it. Whether a server
// wants to serve one client at a time, a terminal say, is not known.
//
// ## Related rules
//
// loopdeadlock reports waits on a loop that never end, because they wait for the
// loop itself. To see a wait at run time, read the goroutine profile of a
// program that stalls: the loop's goroutine stands in it, with the chain of calls
// on its stack.
package loopblock

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
