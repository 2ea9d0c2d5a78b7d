// Package callbacks finds out what becomes of function values: whether the
// function that makes or gets one calls it before it returns, has it called on
// another goroutine or on an event loop, or keeps it.
//
// # Analyzer callbacks
//
// callbacks: finds out what functions do with the functions that they are passed
//
// This analyzer reports nothing. It tells other analyzers of each function
// literal, method value and parameter of function type whether it is called
// before the enclosing function returns, on another goroutine, or on an event
// loop; and passes that on to the packages that import this one.
//
// # What is computed
//
// Every function literal, every function or method used as a value, and every
// parameter and local variable of a function type (or of a slice of them) is a
// node. Its effects are the union over all its uses: a call, a go or defer
// statement, an argument (whose effect is that of the callee's parameter), an
// assignment, a composite literal, a return. A use inside a function literal
// counts as what becomes of that literal. The equations of a package are
// solved together; effects of other packages' functions come from facts, of
// the standard library's from the model.
//
// # Soundness
//
// The effects are a may-analysis without flow: a value is said to be called
// synchronously if some path does it. What is assigned to a field, a global, a
// map or a channel is stored, and calls through those are not followed; an
// interface method that is passed a function does what a directive says of it
// and is unknown otherwise. Rows of the model about values that run under a
// configuration are used if that is the default and the package does not
// change it.
package callbacks

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
