// Package tasks finds the tasks that the functions of a package start.
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
// # What it gives up on
//
// The bodies of a task are the function literals and the functions and methods
// of this package that it is known to run: named directly, or held by a local
// variable that is assigned once. A function that comes from a parameter, a
// field, a result, or an interface has no known body, and a task without a body
// says nothing about what runs. Callbacks that an API calls on its own goroutine
// through a struct field or an interface method are not tasks here yet, and
// neither are functions that a function of another package merely forwards to a
// spawner.
package tasks

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
