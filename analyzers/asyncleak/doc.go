// Package asyncleak defines an analyzer of resources that goroutines acquire
// and nobody releases.
//
// # Analyzer asyncleak
//
// asyncleak: report resources that arrive when nobody is left to own them
//
// A function that opens a file can defer closing it. A goroutine that opens a
// connection for somebody else hands it over, and if that somebody has given up
// waiting, it stays open: it is in a channel that nobody reads, or in a variable
// of a goroutine that has returned. A finalizer may close it some day; until then
// the peer holds its end, the process its file descriptor, the pool its slot.
// It shows as "too many open files" weeks later, most often after a time of
// timeouts.
//
// late-arrival: a goroutine acquires a resource and sends it to the function that
// started it, which can return without receiving: after a timeout, say. A buffer
// lets the goroutine end and keeps the resource for ever. Also, a send in a select
// statement whose other case returns with the resource still open.
//
// unreleased: a resource that a goroutine acquires is, on some path to its end,
// neither released nor handed on; or a loop acquires the next one before.
//
// unclosed-conn: a connection is accepted and given to a goroutine that serves
// it and, on some path, returns without closing it.
//
// dropped-in-queue: a channel of connections or files is closed while some may
// be in its buffer, and nobody receives those.
//
// ## How it decides
//
// What acquires and what releases is a table of functions of the standard library
// and well-known modules, and what the functions of the module itself, and of
// those that it imports, are seen to return. Memory, locks, contexts, timers and
// what expires by itself don't count.
//
// A resource is followed on every path from the call that acquires it, other than
// those on which the call has failed. It is taken care of where a method such as
// Close is called, directly, deferred, or by a function that it is passed to;
// and where it is handed on: returned, stored in a field, map, slice or variable of
// another function, sent, or passed to a function of which it is not known that it
// merely uses it. A path that logs fatally or panics does not count.
//
// For late-arrival, the channel must be made by the function that starts the
// goroutine and be visible in all its uses. A receive in a goroutine that
// is started on the way out counts as receiving, and so does the receive
// from another channel by which the goroutine tells that it failed.
//
// For dropped-in-queue, the channel is in a field that only this package can
// reach. It is left alone if any loop receives from it, or if the function that
// closes it does.
//
// ## Options
//
// -asyncleak.tests reports what leaks in tests too, where it is gone soon.
//
// ## Fix and its safety
//
// There is no automatic fix. For unreleased and unclosed-conn, defer the release
// right after the error was tested. For late-arrival, on the way out receive once
// more in a goroutine, and release what comes:
//
//	case <-ctx.Done():
//		go func() {
//			if r := <-ch; r.err == nil {
//				r.conn.Close()
//			}
//		}()
//		return nil, ctx.Err()
//
// or better, use a call that takes the context, such as net.Dialer.DialContext,
// and no goroutine at all.
//
// ## When not to use it
//
// In commands that end soon after: the operating system closes what is open.
//
// ## Known problems
//
// A resource that is stored somewhere counts as taken care of, whether anybody
// ever releases it from there. A release that depends on a condition which the
// path does not show again is taken for no release on the path without it.
// What a value from a dynamic call or an unknown function holds is not known, and
// not reported.
//
// ## Related rules
//
// bodyclose, sqlclosecheck and rowserrcheck know responses and rows in any
// function, and not who receives a channel. goroutineleak reports the goroutine
// that blocks on the send; with the buffer that cures it, late-arrival remains.
package asyncleak

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
