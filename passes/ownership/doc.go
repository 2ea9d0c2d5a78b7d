// Package ownership finds out who has to release a resource: what a call
// acquires, what a function does with a resource that it is passed, and what
// becomes of a value inside the package.
//
// # Analyzer ownership
//
// ownership: finds out who releases, keeps, borrows or returns a resource
//
// This analyzer reports nothing. A resource is what has to be released: closed,
// stopped, unlocked, cancelled, called. The duty to do so ends for a function
// where it releases the value or hands it on: returns, stores or sends it, or
// passes it to somebody who releases or keeps it.
//
// # Facts
//
// For each parameter of a type that can hold a resource (it has a method Close,
// Stop, or the like; a field Body that has one; an interface for reading and
// writing), a fact says whether the function releases it, keeps it, or borrows
// it; and for each result whether it is a resource that the caller then owns.
// They are computed from the syntax, without flow: a function that releases its
// parameter on one path releases it. The uses of a variable in a function
// literal are those of the enclosing function if the literal is called
// synchronously; a literal that is kept, or runs on another goroutine, keeps
// what it captures. Of the standard library a list of functions that borrow is
// known; other functions without a fact, function values and interface methods
// may do anything with what they are passed. A method borrows its receiver
// unless its name or its body says otherwise.
//
// A result is owned if every return statement returns nil, or what an acquiring
// call returned and nothing else keeps.
//
// # Values
//
// [Result.Fate] follows one value through the package's SSA form: through
// conversions, phis, local variables, captures, its fields that hold resources
// (resp.Body), and what is wrapped around it. Functions of the package that it
// is passed to are asked for their effect. Where a value is stored, it is
// handed on. A variable that is assigned several values may be any of them
// wherever it is read, so that a release is rather assumed than missed.
package ownership

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
