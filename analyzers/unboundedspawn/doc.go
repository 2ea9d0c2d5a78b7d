// Package unboundedspawn defines an analyzer that finds tasks that are started
// faster than they are done.
//
// # Analyzer unboundedspawn
//
// unboundedspawn: report tasks that are started faster than they are done
//
// A loop that handles its events one after the other slows down whoever produces
// them. With a goroutine for each event it never does: it takes all that comes, and
// when the database, the peer or the disk behind the tasks is slow, goroutines pile
// up, each with its stack, its buffers and its connection. The program doesn't
// answer slowly then, it dies, for lack of memory, of file descriptors or of
// whatever the tasks compete for.
//
// spawn-per-event (off by default): A loop that ranges over a channel, receives, reads packets or
// polls a consumer starts a task for each event, or a function does which a client of
// a broker calls for each message (a NATS subscription, an MQTT callback, the handler
// of an informer); the task waits for the network, a database, a process or for time
// to pass, or calls a function or a handler that it was given; and nothing on the way
// to the start limits how many run. The loop or the callback may come to the start
// through a function that it calls.
//
// limit-inside: The task takes the semaphore, and not the loop: so many work
// at a time, but all others are there too and wait for their turn.
//
// spawn-per-item (off by default): A loop over a slice, a map or an iterator of unknown size starts
// a task for each element that waits for the network, a database, a process or time.
// It is off by default, because most lists are short, and nobody sees which are not:
// of 36 findings in MinIO, a part of Telegraf and what they depend on, 34 were about the
// peers, brokers, disks, servers and URLs that are configured, and two about lists
// that others make as long as they like: the containers of a host, the nodes of a cluster.
//
// spill: A select statement sends, and its default starts a goroutine that sends on
// the same channel what it did not take. The channel's buffer is no limit then, but
// the place where the goroutines begin, and values arrive in any order. Left alone
// are goroutines that wait for a certain time only, and what is sent last, before the
// channel is closed.
//
// fire-and-forget-send: For each event a goroutine is started that does nothing but
// send. That is a queue without a limit and without an order: waiting for
// the receiver was what slowed down whatever feeds the loop. The same is reported of
// a function that sends so what it was handed, on a channel in a field from which a
// loop receives. Left alone are goroutines that give up after a time; of functions,
// those that send errors or notifications without contents, or wait for an answer;
// and loops that send to themselves, which would wait for themselves.
//
// overlapping-ticks (off by default): A task that waits for the network, a database or a process, or
// that calls a function that it was given, is started for each tick of a ticker, by a
// loop that sleeps, or by a function that has time.AfterFunc call it again. When it
// takes longer than that, the next one starts beside it, and they pile up,
// just when what they wait for is in trouble. A loop that does the work itself
// skips the ticks for which it has no time. Left alone are tasks that try a lock, look at
// a flag and set it, or make a context that ends after some time, and tasks that are
// started for each element of a list, which may know that it is busy.
//
// accept-loop (off by default): A loop around a listener's Accept starts a task for each connection,
// and neither a semaphore, nor a counter, nor netutil.LimitListener says how many
// there may be. It is off by default, because that is how servers are written: of 48
// findings in the corpus, some other applications and what they depend on, 17 were
// servers to which anybody may connect; the others were for local clients, for peers,
// for tests, or had a limit elsewhere.
//
// spawn-per-request (off by default): An HTTP handler starts a task that it does not wait for, and
// that waits for the network, a database or a process. A handler that waits keeps its
// client waiting; one that answers at once takes as many requests as clients
// send, and what they asked for piles up. It is off by default, because too few were
// found to judge it by: one in the corpus, some other applications and what they
// depend on, which was right; two that were wrong are left alone now, as is all that
// a handler does with a connection that it takes over.
//
// ## How it decides
//
// A limit is: an operation on a channel before the start whose opposite the task
// performs, in helpers too; a semaphore.Weighted; SetLimit of the errgroup; a spawner
// that is known to be limited; a wait for the tasks in the loop; a number of the
// surroundings that a condition compares; a key that a condition looks up in a map;
// a lock that the task unlocks. Sleeping, tickers and rate limiters slow the
// loop down: they limit nothing (ten tasks a second that take a minute each are six
// hundred), but who uses them has thought about it, and they are left alone. So is everything that may be a limit and isn't seen to be none: a call
// of a function that is named Acquire, Throttle or the like, an operation on a channel
// that came from elsewhere, a condition that asks an object's method, an errgroup
// of another function, and a task that acknowledges a message, since brokers keep back
// the messages after so many that are not acknowledged.
//
// spawn-per-event is off by default: such loops are rare in code that is much
// looked at, so that its rate of right findings isn't known well enough. In 1,158 packages
// that start tasks, of Telegraf, Dapr, Incus, Syncthing, MinIO, Jaeger, Cilium, containerd,
// go-zero, Ollama, Kubernetes' API server and what they depend on, it
// found five sites, and four of them were right: packets, events and messages from a stream that
// each get a goroutine for a handler. The fifth, a task that waited only when it
// recovered from a panic, it leaves alone since. None of these was the callback of a client: of
// those nothing is known but the fixtures. overlapping-ticks found four, of which two
// were right, in two clients of one lineage; the others, which make load at random, it leaves alone since.
//
// Of what is on by default, all findings in such code were right at first sight: limit-inside four, spill
// six, fire-and-forget-send four.
//
// Loops are left alone, too, whose events are signals, errors, or notifications
// without contents; that come from lists through a channel; connections, sessions and
// streams, of which each has a task on most servers; and tasks with a loop of their
// own that receives from channels or has no condition, since those are there for more
// than the event. A task that names nothing of the event is left alone too: it was
// only told that something happened, which it often isn't.
//
// A task that takes a semaphore itself is reported for lists of unknown size and
// for endless loops, if it is the first that the task does, and for more than one at a
// time: a semaphore for a part of the task is meant for that part, and one for a single
// task is a lock. It is not reported if the task can come to the function that starts it: would the
// loop wait there, a task could wait for itself.
//
// //asynclint:bounded on the function with the loop, or on the function, interface
// method, field of a function type, or function type that it starts or that holds the
// loop, says that the number is limited elsewhere. It holds in other packages too.
//
// ## Options
//
// Tasks in \_test.go files are left alone; `-unboundedspawn.tests` reports them too.
//
// `-unboundedspawn.spawn-per-event`, `-unboundedspawn.spawn-per-item`, `-unboundedspawn.overlapping-ticks`,
// `-unboundedspawn.accept-loop` and `-unboundedspawn.spawn-per-request` turn on the categories of these names.
//
// ## Fix and its safety
//
// For spawn-per-event, a semaphore around a go statement with a function literal, or SetLimit after
// the errgroup was made, with `runtime.GOMAXPROCS(0)`: a number to begin with. Tasks that
// wait on something other than a processor may deserve a larger one.
// For limit-inside, the statement that takes the slot, the first of the task but for defer
// statements, moves before the task's start.
//
// A loop that waits for a slot can wait for ever if the tasks with the slots wait for
// what the loop does later. So there is no fix where the task uses another
// channel, waits for a group, calls a function value or a handler, or can come to the
// function that starts it; none in a function that locks a mutex, none in a loop with a
// select statement, whose other cases would wait too, and none for a group in which
// the function starts other tasks. Callbacks, and functions that a loop calls, get none:
// whom else they would keep waiting isn't seen.
//
// ## When not to use it
//
// In programs whose tasks are few by nature, which no tool can see: one for each
// device on a desk.
//
// ## Known problems
//
// Tasks that a function starts which is passed them (func goSafe(f func())) are not
// seen to be started in the loop. The iterators of other packages are lists. What
// others limit is not known: a client that sends its next packet only when it has the
// answer to the last one, or a callback of a framework that isn't called for more
// than so many messages.
//
// Of a channel that a function is handed, spill and fire-and-forget-send don't know who
// receives: perhaps somebody who always keeps up. A select statement that spills at the end of
// a program is told apart by the name of its function only.
//
// overlapping-ticks knows the time that a context gives a task, and not that of a
// http.Client; nor tasks that are too quick ever to overlap, though they wait for a peer.
//
// ## Related rules
//
// loopblock reports the opposite: loops and callbacks that do long work themselves.
// Both are right: the loop has to hand its work on, and to so many goroutines only.
// What to do when all of them are busy, wait, drop or refuse, is a decision that
// only the program can make.
package unboundedspawn

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
