// Package loops finds the loops that serve many sources of events one at a time:
// those of frameworks, by the functions that run on them, and those that a
// package writes itself.
//
// # Analyzer loops
//
// loops: finds the event loops of a package, and what runs on them
//
// This analyzer reports nothing. It tells other analyzers which functions,
// methods and function literals a framework calls on a goroutine that it needs
// for other things too; which for statements of the package wait for events; and
// what those call.
//
// # What is computed
//
// A function is a callback if it is handed to an API that the
// model or a directive describes so: as an argument, directly or through
// functions that pass it on; as a field of a struct; as a value of a named
// function type; as a method of a type that implements an interface of a
// package that is imported here, perhaps one that the type has by embedding
// another type of this package. A function that carries
// //asynclint:eventloop is one too.
//
// An actor is a for statement that comes to a select statement in each iteration,
// itself, in branches, or in a function of the package that it calls; or that
// begins with a receive. Its cases are told apart by their channels' types and by
// whether they always leave the loop. The SSA form of an actor (its blocks, its
// channels, the tasks that run it) is computed when somebody asks.
//
// Frames are the functions that run on a loop's goroutine: the callback or the
// actor's loop, and what they call in this package, in up to four steps, by
// static calls, literals, and literals that the callee calls before it returns.
// Each knows which objects of the outermost frame its own values are.
//
// # Soundness
//
// Only what is visible in the package counts: that its type has the methods of
// an interface, not that anybody passes it. Implementations of generic
// interfaces, functions that arrive from elsewhere, and those that are stored
// and registered later are not found. Rows of the model that were only
// inferred are used under -apimodel.inferred alone. Loops that select by
// reflection, that are written with goto, or that end after a number of iterations
// are no actors. Calls through interfaces and stored functions lead to no frame.
package loops

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
