// Package goroutineleak defines an analyzer that finds goroutines that block for
// ever.
//
// # Analyzer goroutineleak
//
// goroutineleak: report goroutines that block for ever
//
// A function that is called ends before its caller goes on. A goroutine ends when
// it gets there: if it waits for something that never comes, it stays, with its
// stack, with everything that it refers to, and with what its deferred calls
// would have given back. Nothing tells: no error, no panic, no line in the log.
// What is seen is memory that grows by a little with each request that timed
// out, until the process is killed.
//
// This analyzer reports the patterns in which that happens.
//
// abandoned-send: a goroutine sends on a channel that the function which started
// it made, and the function can return before it receives: the other case of its
// select statement is a timeout or the end of a context, or a return statement
// comes first. The channel has no buffer for what is sent then.
//
// first-of-many: several goroutines send on a channel, and fewer values are
// received than they send. All but the first wait for ever.
//
// double-send: a goroutine sends, goes on, and sends again, where one value is
// received. Most often a return statement is missing after ch <- err.
//
// blocked-producer: a goroutine sends in a loop to a consumer that can break
// off: it returns because of an error, or of the end of its context, and the
// goroutine has no way to learn of it.
//
// deaf-producer: the same among the goroutines of an errgroup.Group. The one that
// receives returns an error, which cancels the group's context; the one that
// sends doesn't watch that, so that Wait never returns.
//
// abandoned-receive: a goroutine waits for a channel that the function which
// made it leaves open on some path, or that nothing ever closes.
//
// no-partner: a channel is sent on and nobody ever receives from it, or the
// reverse.
//
// no-exit: a goroutine is in a loop that nothing leaves: no return, no break, no
// failure, no channel that somebody closes. And there is a reason to expect an
// end: it was given a context; the object that it works for has a method Close,
// Stop or Shutdown, which other things end with; or a case of its select
// statement returns when a channel is closed, and nothing closes it.
//
// unstoppable: a constructor starts a goroutine that never ends, and what it
// returns has no method to end it. Whoever makes a second object, or one for
// each test, keeps them all.
//
// stopped-ticker: a goroutine does nothing but wait for the ticks of a ticker or
// timer, which is stopped somewhere. Stop does not close the channel: the
// goroutine waits for a tick that does not come.
//
// half-pipe: one end of an io.Pipe stays open on some path. Writes to a pipe wait
// for the reader, and reads for the writer, until the other end is closed. A
// goroutine that returns early without closing the end on which it writes leaves
// the reader waiting, and a function that returns early without closing the end
// from which it reads leaves the writer.
//
// lost-stop: the function that signal.NotifyContext, iter.Pull or iter.Pull2
// returns to stop what they have started is dropped, or not called on some path;
// or that of context.AfterFunc is called on some paths and not on others. For the
// functions of package context that return a cancel function, see lostcancel of
// go vet.
//
// nil-channel: a send or receive on a variable or field to which no channel is
// assigned anywhere.
//
// ## How it decides
//
// A goroutine is what a go statement starts, or what is given to an API that is
// known to run it, such as sync.WaitGroup.Go, errgroup.Group.Go and
// time.AfterFunc.
//
// The categories about channels look at those of which all is known: made in one
// place, kept in local variables, parameters and results of functions of the
// package, and nowhere else. Sends are counted, those of all goroutines that may
// be waiting at the same time, and on each path of the receiver the receives. If
// on some path less is received than is sent, and the channel has no room for the
// difference, a goroutine blocks. A send or receive that is one of several cases
// of a select statement doesn't count: there is another way out. A path on which
// the receiver learns that nothing else will come is none: it waits for a
// sync.WaitGroup, receives from another channel which the sender closes or sends
// on at its end, or looks at a value that may be the last one. Loops that count
// are taken to receive as often as is necessary.
//
// Functions of package main that only main calls, once, are left alone, and so
// are goroutines which they start: the process ends with them. In package main, and
// in packages below a folder cmd, so are functions that are not called by name,
// unless they take a request or a connection: they are taken for subcommands.
//
// For no-exit and unstoppable, all paths that the control flow allows count as
// ways out, be they return statements, panics, or the end of the process. Loops
// in functions of the package that a goroutine calls are looked at too. A range
// over a channel has a way out, unless all is known of the channel and nothing
// closes it. Goroutines that a program starts once are not expected to end: those
// that init starts, or a function for a sync.Once of the package, or functions
// which only such functions call, and all of package main. Packages that end
// goroutines when an object is collected (runtime.SetFinalizer, runtime.AddCleanup,
// weak.Make) are left alone.
//
// For half-pipe, the writing task or the reading function must be the only one
// that closes its end or hands it on. A write that fails shows that the other end
// is closed already. Closing a writer around the end, such as a gzip.Writer or
// multipart.Writer, closes nothing else.
//
// lost-stop leaves package main alone, and iterators which are pulled to their end
// or whose next function leaves the function. context.AfterFunc without a use
// of its result is taken to be meant so.
//
// nil-channel does not look at cases of select statements, where a nil channel
// disables a case, and leaves (chan T)(nil) alone, which is a way to wait for
// ever.
//
// ## Options
//
// -goroutineleak.unstoppable reports constructors that start goroutines which
// nothing can stop. Many such objects exist once in a process, and the goroutine is
// part of what they are meant to be: hence it is off by default.
//
// -goroutineleak.abandoned-receive and -goroutineleak.nil-channel report what
// these categories find. In the code that the rule was judged on they found no
// mistake, and what they did find at first was none: hence they are off by default.
//
// -goroutineleak.tests reports goroutines that leak in tests too: in test files,
// in files that import testing or net/http/httptest, and in packages whose path
// has an element that starts with test, fake, mock, stub, or bench, or ends in
// test. They are left alone by default: a test's goroutines end with the test.
//
// ## Fix and its safety
//
// For abandoned-send and first-of-many, the channel gets room for all that may be
// sent, if that is known: a number, or the number of iterations of the loop that
// starts the goroutines, where it is written with variables that exist and are
// not assigned between. The senders no longer wait for the receiver, and end. There
// is no such fix where a goroutine does more after it has sent than to close, unlock
// or call Done: that happened after the receive, and now might before.
// For abandoned-receive, the channel is closed when the function returns, if
// nothing else closes it, only the function itself sends, and the goroutine asks
// whether the channel is closed.
//
// blocked-producer and deaf-producer have no automatic fix: send in a select
// statement whose other case is a context, or a channel that the consumer closes
// when it leaves. Neither have double-send and no-partner.
//
// For no-exit, a select statement in a goroutine that has a context gets a case
// for its end, which returns, where the function returns nothing or an error, and
// has no such case yet. The case is the last one.
//
// There is no automatic fix for unstoppable: give the type a method Close that
// closes a channel, for which the goroutine waits too. Nor for half-pipe: defer
// Close or CloseWithError where the end is used first. Nor for lost-stop: defer
// stop() is right where what it stops isn't used by what is returned. Nor for
// nil-channel.
//
// There is no automatic fix for stopped-ticker: wait in a select statement for
// the tick and for a channel that is closed, or a context that is cancelled,
// where the ticker is stopped.
//
// ## When not to use it
//
// In programs that run for a moment and end: the end of the process ends all
// goroutines.
//
// ## Known problems
//
// None of these patterns depends on what happens at run time. What they report
// can be harmless because it happens once, or never.
//
// That a function breaks off early may be impossible for reasons that the code
// does not show: an error that is never returned, a loop that breaks off at the
// last value that is sent. A channel in a struct field, a slice or a map, or that an
// exported function returns, is not looked at by the categories about sends and
// receives.
//
// A channel that only a file for another operating system closes seems never to
// be closed.
//
// ## Related rules
//
// go.uber.org/goleak finds at run time, in tests, what is left when a test ends;
// the goroutine leak profile of Go 1.26 finds it in the process that leaks.
package goroutineleak

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
