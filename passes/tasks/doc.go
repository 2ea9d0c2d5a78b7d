// Package tasks finds the tasks that the functions of a package start, the
// places that wait for them, and what ends them.
//
// # Analyzer tasks
//
// tasks: finds the tasks that functions start: where, which bodies, where the error goes
//
// This analyzer reports nothing. A task is code that runs asynchronously to the
// code that starts it: by a go statement, or because it is handed to a spawner,
// a function that the API model knows to run its argument on another goroutine
// (errgroup.Group.Go, sync.WaitGroup.Go, time.AfterFunc, pools), or that a
// //asynclint:spawns directive of this package declares to.
//
// [Result.All] is computed on the syntax. [Result.Flows], and all that takes or
// returns a [Flow] or an SSA function, builds the SSA form of the package when
// it is first asked. It also knows the tasks that are forwarded: the function
// that is called was seen to run its parameter as a task, or, if it is of
// another package, a fact of the callbacks analyzer says so.
//
// # What is computed
//
// A [Flow] has the bodies of the task; how often one run of the spawner starts
// it, with the number of iterations where that is a constant, a parameter or the
// length of a slice; the joins; and whether the task outlives its spawner.
//
// Tasks and spawners meet at objects: a local variable, a channel, the call that
// made a context, a field (of all values of its type), a parameter. A summary of
// each function says on which objects it waits and which it signals, by Done, a
// send, a close, a cancel function; summaries of callees are translated through
// the arguments. A task's ends are what it signals, and what others signal after
// waiting for that, such as a goroutine that closes a channel after Wait. A join
// is a wait for one of the ends. A task outlives its spawner if a path leads from
// its start to a return without a join.
//
// [Result.Endless] and [Result.Stops] tell how a function that runs as a task
// comes to its end: by which receives, contexts, flags or failing operations
// control leaves its loops. [Result.Stopper] tells who causes that: methods that
// close the channel, call the cancel function, set the flag or close the
// connection, in whatever field it is, also through helpers, a sync.Once, or a
// function that is kept in a field or returned.
//
// # Soundness
//
// Yes as an answer means that the analysis saw all that may wait. These make it
// Unknown: a body that is not known; a call after the start to a function without
// a body here that reaches what the task reaches, if it has a name for waiting
// (Wait, Stop, Close, Shutdown, Run, …), is passed a channel, a group or one end
// of a pipe; a wait for something that somebody else may signal after the task;
// sleeping in a loop; functions that call each other. [Flow.Outlives] is Unknown
// also where somebody else than the spawner may wait: the task signals its end on
// a field, a parameter or a global, or on something that is stored, returned or
// passed on; [Flow.Leaves] is still Yes then.
//
// No means that each path has a join, in the sense of the catalogue: a receive
// joins a task that sends before it ends. One receive in a loop counts for all
// iterations, so that a loop which is left early may count as a join of all
// tasks; and waiting for a field of one value is taken for waiting for that
// field of another. Both lead to silence.
//
// # What it gives up on
//
// The bodies of a task are the function literals and the functions and methods
// of this package that it is known to run: named directly, held by a local
// variable, or the only implementation of an interface of this package. A
// function that comes from a parameter, a field or a result has no known body,
// and a task without a body says nothing about what runs. Callbacks that an API
// calls on its own goroutine through a struct field or an interface method are
// not tasks here. In a package that has no go statement and imports no spawner,
// forwarded tasks are not looked for. Of functions that wait for, or signal, many
// things at once, nothing is claimed.
package tasks

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
