// Package mayblock finds out which functions may keep their caller waiting, and
// on what: for time to pass, for a peer, a database, a child process, another
// goroutine.
//
// # Analyzer mayblock
//
// mayblock: finds out which functions may block, and why
//
// This analyzer reports nothing. It tells other analyzers of each function
// whether calling it may wait, by a chain of calls that ends in the wait
// itself; and passes that on to the packages that import this one.
//
// # What is computed
//
// The waits of a function are the calls of functions that the model knows to
// wait for something outside the program's control, bare receives from
// channels, sends on channels that this package makes without a buffer, and
// the calls of functions that wait themselves. Of several the one counts that
// a reader believes most readily: first anything but a channel operation,
// then the shortest chain, then the first in the source. Calls are followed
// through the package's own functions, through function values that the
// callbacks pass knows to be called before the function returns, through
// interfaces of this package that one type of it implements, and by facts
// into other packages. What a go statement starts is not waited for, unless
// the function itself joins it: then what the tasks wait for counts, where they do,
// and not the join, if the statement that starts them mentions the group or channel
// that is waited for. Nor is a wait for a WaitGroup in a field counted if all its tasks are
// in this package and only compute.
//
// # Soundness
//
// It is neither sound nor complete: a wait on some path counts, whatever the
// condition, and unknown callees do not. Not counted, because they wait
// shortly as a rule or not at all: locks, files, selects with more than one
// case, channels with a buffer, draining a stopped timer, giving back a
// semaphore, passing a gate that opens once (a channel named ready, or the
// like). Waits for the end of what the function has just told to end are marked
// as such, and importers are not told of them, nor of chains of four steps and
// more. A function that carries
// //asynclint:nonblocking never blocks, one with //asynclint:blocks always does.
package mayblock

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
