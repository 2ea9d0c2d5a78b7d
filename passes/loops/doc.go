// Package loops finds the functions of a package that run on an event loop: a
// goroutine of a framework that serves many sources of events one at a time.
//
// # Analyzer loops
//
// loops: finds the functions that run on an event loop
//
// This analyzer reports nothing. It tells other analyzers which functions,
// methods and function literals a framework calls on a goroutine that it needs
// for other things too.
//
// # What is computed
//
// A function is taken to run on a loop if it is handed to an API that the
// model or a directive describes so: as an argument, directly or through
// functions that pass it on; as a field of a struct; as a value of a named
// function type; as a method of a type that implements an interface of a
// package that is imported here, perhaps one that the type has by embedding
// another type of this package. A function that carries
// //asynclint:eventloop runs on one too.
//
// # Soundness
//
// Only what is visible in the package counts: that its type has the methods of
// an interface, not that anybody passes it. Implementations of generic
// interfaces, functions that arrive from elsewhere, and those that are stored
// and registered later are not found. Rows of the model that were only
// inferred are used under -apimodel.inferred alone.
package loops

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
