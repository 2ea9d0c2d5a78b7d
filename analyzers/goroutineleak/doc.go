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
// stopped-ticker: a goroutine does nothing but wait for the ticks of a ticker or
// timer, which is stopped somewhere. Stop does not close the channel: the
// goroutine waits for a tick that does not come.
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
// are goroutines which they start: the process ends with them.
//
// ## Options
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
// not assigned between. The senders no longer wait for the receiver, and end.
// For abandoned-receive, the channel is closed when the function returns, if
// nothing else closes it, only the function itself sends, and the goroutine asks
// whether the channel is closed.
//
// blocked-producer and deaf-producer have no automatic fix: send in a select
// statement whose other case is a context, or a channel that the consumer closes
// when it leaves. Neither have double-send and no-partner.
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
// ## Related rules
//
// go.uber.org/goleak finds at run time, in tests, what is left when a test ends;
// the goroutine leak profile of Go 1.26 finds it in the process that leaks.
package goroutineleak

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
