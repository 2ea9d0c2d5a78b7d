// Package bounds defines a pass that tells what starts a task again and again,
// and what limits how many of them there are at a time.
//
// # Analyzer bounds
//
// bounds: find what feeds the loops that start tasks, and what limits the tasks
//
// For a task that is started in a loop, [Result.Source] is what each iteration
// of the loop stands for: a value of a channel, what a call of a consumer or
// listener returned, an element of a slice. A loop over an iterator of this package
// is what the iterator waits for. For a task that is started in a function which a
// framework calls for each message, or an HTTP server for each request, it is that;
// which callbacks are called for each message is a list of this package. A
// function that such a loop or handler calls, directly or through one more, starts
// its tasks for them too, unless it is called in many places.
//
// [Result.Bound] is what keeps the tasks from piling up. It is found in what the
// loop or handler does in the iteration or call that starts a task, functions of
// this package that it calls included:
//
//   - an operation on a channel whose opposite the task performs. It is a
//     semaphore if it is done on every path to the start, and if the channel has
//     a buffer, in either direction: tokens are put in and taken out again, or
//     taken from a channel that was filled before;
//   - Acquire of a semaphore.Weighted that the task releases, a mutex that the
//     task unlocks, SetLimit of the errgroup or what a group of another kind has
//     for that, a spawner that the API model says is bounded;
//   - a wait for the task, as passes/tasks sees it, for each or for a batch;
//   - a condition around the start that compares a number of the surroundings,
//     looks a key up in a map of theirs, or asks a method of theirs;
//   - sleep, a ticker and a rate limiter, which slow the loop and limit nothing.
//
// A semaphore that only the task itself takes is told with Inside: it limits the
// work, not the goroutines.
//
// None is an answer that others build findings on, so whatever looks like one of
// these and is not fully seen is Unknown: a channel that came from elsewhere, a
// call of a function that is called Acquire, Throttle or the like, a group of
// another function, an operation on some paths only, a task that acknowledges a
// message, since brokers hold back what comes after so many without. The
// directive //asynclint:bounded is a bound, here or in the package that it is in. That a buffered channel whose task performs the opposite
// operation counts its tasks is taken for granted: nobody counts them wrongly on
// purpose. Handshakes over channels without a buffer limit nothing by themselves,
// but as the other end may do so, they are Unknown too.
//
// What is not seen: a limit in a function that the loop's function is called
// from, the iterators of other packages, and tasks that a function starts which is
// passed them.
package bounds

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
