// Package outlivedscope defines an analyzer of what is gone while a goroutine
// still uses it.
//
// # Analyzer outlivedscope
//
// outlivedscope: report scopes that close while a goroutine is still inside
//
// A function that opens a file and defers closing it can be sure that the file
// is open as long as the function runs. A goroutine that it starts can't: it runs
// on when the function has returned. What it does with the file then fails, or
// worse, does not: a buffer that was given back to its pool is somebody else's by
// now, and so is the connection behind an http.ResponseWriter. Often the
// goroutine is fast enough, so tests pass, and under load writes get lost,
// requests to other services are cancelled for no reason, and bytes of one
// request turn up in another.
//
// This analyzer reports four kinds of such scopes.
//
// deferred-release: the spawner defers the release of a value which a goroutine
// uses, and can return while the goroutine runs. Files, transactions, rows,
// response bodies, temporary folders and writers that buffer count if the
// spawner never waits for the goroutine; memory of a sync.Pool, or of functions that
// are named like one (GetBuf and PutBuf, AcquireRequest and ReleaseRequest),
// counts also if it waits, but gives up after a while. Connections, listeners, pipes, and all that
// is of unknown origin are closed to end the goroutine that reads from them, as a
// rule; they count only where the function returns at once.
//
// cancelled-context: the spawner defers the cancellation of a context, starts a
// goroutine that works with the context, and returns at once: the work is
// cancelled when it has just begun.
//
// request-scope: a goroutine uses what belongs to a request and outlives the
// handler. The context of an http.Request, or of a gRPC call, is cancelled when
// the handler returns, the body is closed, and the ResponseWriter must not be
// used any more. gin, echo, fiber, fasthttp and hertz give their context objects
// to the next request.
//
// reused-buffer: bytes that their owner overwrites are sent on a channel, or
// given to a goroutine, without a copy. That is what bufio.Scanner.Bytes and
// bufio.Reader.ReadSlice, Peek and ReadLine return, values of type sql.RawBytes,
// what gnet, fasthttp and fiber give their handlers, and a buffer of a sync.Pool
// that is given back afterwards.
//
// ## How it decides
//
// The spawner can return while the goroutine runs if there is a path from its
// start to a return statement on which nothing waits for it, or might: Wait of
// its group, a receive from a channel on which it sends or which it closes, a
// call of something that is given the channel or group, deferred calls included.
// Where that can't be told, nothing is reported.
//
// The deferred call has to release the value on every path: in a deferred
// function literal, a release under a condition does not count. The goroutine has
// to use the value itself: closing it, asking for its name or address, setting
// its deadline, and logging it do no harm. Values are followed through variables,
// captures, parameters, and functions of the package, but not through fields of
// structs.
//
// A function returns at once if nothing follows the start of the goroutine, on
// any path, but calls that are over in no time: logging, counting, formatting,
// answering the request. A goroutine that accompanies other work of the function
// (a watcher, a heartbeat, a prefetch) is meant to end with it. The goroutine
// works with a context if it passes it to a call that is not one to derive
// another context, to ask for a value, or to log. A context that is derived by
// the functions of package context, or by functions whose names begin with With
// or end in NewContext, ends with its parent.
//
// A handler is a function with an http.ResponseWriter and an *http.Request among
// its parameters, or with the context object of a framework, which nobody in the
// package calls but another handler that returns right after it; or a method of a
// gRPC service, by the Unimplemented...Server that its receiver embeds. What works
// with the context of a request is reported if the handler returns at once, or if
// the goroutine does not accompany it: nothing waits for it, it has no loop and
// uses no channel, and calls nothing that by its name goes on for a while.
//
// Bytes are reported if there is a path from the send, or from the start of the
// goroutine, to the call that overwrites them, on which nothing waits: whoever
// receives an answer first may reuse the buffer.
//
// ## Options
//
// -outlivedscope.tests reports findings in tests too: in test files, in files
// that import testing or net/http/httptest, and in packages whose path has an
// element that starts with test, fake, mock, stub, or bench, or ends in test.
//
// ## Fix and its safety
//
// For deferred-release and cancelled-context, the deferred call is moved into the
// goroutine, where a go statement starts it once, in the same block as the defer
// statement and with no way out between them, and no other code uses the value
// after that. What flushes or closes a buffering writer is not moved: the writer
// below might be gone.
//
// For request-scope, the goroutine gets a context that has the values of the
// request's, made with context.WithoutCancel, and a timeout of 30 seconds instead
// of its end: adjust it. That is done for literals without parameters, from Go
// 1.21 on. A gin.Context is copied with its method Copy, if the goroutine only
// reads from it. For bodies and writers there is no fix: read the body first, and
// answer in the handler.
//
// For reused-buffer, the bytes are copied with bytes.Clone where they are sent or
// passed, or where the captured variable gets them.
//
// ## When not to use it
//
// In programs in which goroutines are meant to be cut off when the function that
// started them returns.
//
// ## Known problems
//
// A mutex that a function unlocks while a goroutine relies on it is not reported:
// nothing tells which of the goroutine's actions rely on it. What is stored in a struct that the goroutine uses, and what a
// function of another package starts, is not followed.
//
// ## Related rules
//
// goroutineleak reports goroutines that never end, asyncleak resources that
// nobody releases. lostcancel of go vet reports a cancel function that is not
// called on every path, and bodyclose a response body that is not closed: both
// are content with a call that comes too early.
package outlivedscope

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
