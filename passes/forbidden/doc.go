// Package forbidden finds the calls in callbacks that the API excludes there:
// they wait for the loop that runs the callback, or for a lock that is held
// meanwhile. The same goes for the package's own loops around channels on which an
// API sends, and waits for somebody to receive.
//
// # Analyzer forbidden
//
// forbidden: finds the calls in callbacks that wait for the callback's own loop
//
// This analyzer reports nothing. It tells other analyzers which calls in a
// framework's callback call back into the framework in a way that can't end
// before the callback has.
//
// # What is computed
//
// For each callback that package loops finds, and whose row of the model
// forbids calls, the frames that run before the callback returns are searched
// for such calls: the callback itself, what it defers, and the functions of this
// package that it calls in up to four steps. What it starts with a go statement,
// returns, or stores is not part of it. So is each actor of the package one of
// whose channels the API returns, or was given in a field: without a buffer.
//
// Of a call that hangs on every object of its kind, because a program has one of
// them, it is enough that the object is no element of a collection. Any other
// hangs only on the object that runs the callback. That is what the callback gets
// as a parameter; what the callback was handed to, or what that returned; and the
// only object of its type that the package makes. What a method of one of these
// returned belongs to it: a token, a future, a command.
//
// # Soundness
//
// Two objects are the same if they are kept in the same variable, or the same
// field of the same object. Which object it is, is not known of what comes out
// of a map or slice, of parameters of functions that are called from elsewhere,
// and of fields of other objects; calls on these are not found, unless the
// package makes but one. That a path leads to the call is not checked, as a
// condition may exclude the callback.
package forbidden

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
