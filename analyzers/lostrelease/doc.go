// Package lostrelease defines an analyzer of paths on which a task, or the
// function that starts it, skips a release that others wait for.
//
// # Analyzer lostrelease
//
// lostrelease: report paths of goroutines that skip a Done, an Unlock or a slot
//
// Somebody waits for wg.Done, for mu.Unlock, for a free slot of a semaphore, for
// a channel to be closed. A release that is written as the last statement of a
// function is skipped by every return before it, and the early return is most
// often the one that no test takes: it is there for an error. The goroutine that
// took it is gone, and leaves no trace: what is seen is another one, perhaps
// much later, in Wait, Lock, or at the semaphore, that never goes on, and holds
// on to everything that it holds. A slot that is lost hurts only when the last
// one is: the service becomes slower with each error, and then stops.
//
// skipped-done: a task can end without the Done call that it makes on its other
// paths, while the function that starts it has called Add for it, and somebody
// calls Wait.
//
// skipped-slot: a slot of a semaphore is taken, by the function that starts a
// task or by the task itself, and a path out of the function, out of the task, or
// to the next iteration of the loop does not give it back, while others do.
//
// skipped-unlock: a function returns with a mutex locked that it unlocks on its
// other paths.
//
// skipped-signal: a task can end without closing the channel that it closes on
// its other paths, and elsewhere a receive waits for nothing but that channel.
//
// count-mismatch: Add is called with a constant, and the number of tasks that are
// started after it, each of which calls Done exactly once, is another one.
//
// ## How it decides
//
// What counts is whether there is a path from where the duty begins to a return
// on which nothing releases. Paths that contradict themselves are not taken: if
// the lock is taken under if x, and released under the same condition, there is
// none. A path ends where the release is called or deferred, directly, by a
// function literal, or by a function of the same package; where a task is started
// that releases; and where the object, or a function that releases it, is given
// to code that is not known: passed to a function of another package, stored,
// sent, returned. A call through a variable or an interface counts if any
// function that it might be would release. Panics end the path, and so do os.Exit
// and the like, unless the task recovers.
//
// There must be another path on which the same function does release. A function
// that returns with a lock on all of its paths does so on purpose. One that does
// on some may do so on purpose too, as one that is called tryLock might. It is
// left alone if any other function of the package unlocks that mutex without
// having locked it (helpers that are only called by those who have are no reason),
// if what it returns is, or holds, the object that is locked, or if users
// in other packages can unlock it and what the function returns does not say that
// it failed. A function that unlocks first and locks again is one that was
// called with the lock, and returns with it.
//
// A Done that is called in a loop counts items rather than tasks, and a group on
// which functions call Done that are no tasks has a count that is kept by other
// rules; neither is reported.
//
// A task that ends because a receive has found its channel closed owes no signal:
// who closed the channel may be the one who would wait for it.
//
// A buffered channel is a semaphore if nothing is done with what is received from
// it, it is never closed or ranged over, and some function takes a slot before it
// gives one back (or starts the task that does), and none does so in the
// other order. golang.org/x/sync/semaphore.Weighted is one by its type. A path on
// which Acquire returned an error has no slot, nor has one on which TryAcquire, or
// TryLock of a mutex, returned false. A slot that is kept by a function that made
// the semaphore is missed by nobody after it has returned.
//
// ## Options
//
// -lostrelease.skipped-slot reports slots of semaphores that a path keeps. In the
// code that the rule was judged on it found no mistake, and what it did find at
// first were slots that are kept on purpose: hence it is off by default.
//
// -lostrelease.tests reports skipped releases in tests too: in test files, in
// files that import testing or net/http/httptest, and in packages whose path has
// an element that starts with test, fake, mock, stub, or bench, or ends in test.
// They are left alone by default: there, what is lost ends with the test.
//
// ## Fix and its safety
//
// For skipped-done and skipped-signal, the release is deferred as the first
// statement of the task, and the other calls of it are removed. That is offered
// where it changes nothing else: each of these calls is the last thing that
// happens on its path, the task defers nothing else, and what the call refers to
// is the same at the start of the task. A release in the middle of a task has a
// meaning, that others go on while the rest runs, and is left where it is.
//
// The other categories have no fix. A deferred Unlock holds the lock longer, which
// may be too long; a slot may be given back on the path that keeps it, or better
// be taken after the check that fails; and which of two numbers is right, nobody
// but the author knows. wg.Go counts by itself.
//
// ## When not to use it
//
// In code that hands locks from function to function as a rule, say in a tree
// whose nodes are locked hand over hand.
//
// ## Known problems
//
// Fields are told apart by name, not by object: a function that unlocks a.mu
// is taken to release b.mu where both are the same field of one type. A lock that
// is taken by a helper and left by its caller is not followed. What a function of
// another package releases is not known: one that is given the object is taken to.
//
// ## Related rules
//
// goroutineleak reports what waits on channels for ever, lostgoerror the error
// that made the task return early. vet's copylocks reports locks that are copied,
// and waitgroup an Add inside of the task that it counts; its lostcancel is this
// rule for the cancel functions of contexts. staticcheck's SA2001 reports a lock
// that is released at once, SA2003 a Lock that is deferred where Unlock was meant.
// goleak shows at run time what still waits when the tests are over.
package lostrelease

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
