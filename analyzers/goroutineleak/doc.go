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
// ## Options
//
// -goroutineleak.tests reports goroutines that leak in tests too: in test files,
// in files that import testing or net/http/httptest, and in packages whose path
// has an element that starts with test, fake, mock, stub, or bench, or ends in
// test. They are left alone by default: a test's goroutines end with the test.
//
// ## Fix and its safety
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
