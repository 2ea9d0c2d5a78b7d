// Package channels tells what happens to the channels that a package makes.
//
// # Analyzer channels
//
// channels: finds for each channel where it is made, sent to, received from and closed
//
// This analyzer reports nothing. A channel is what one make expression makes;
// channels that are stored in the same struct field, or the same package-level
// variable, count as one, for all objects together. They are followed forward
// through assignments, variables that closures share, parameters and results of
// functions of this package, struct fields, and receivers of channel types,
// whatever the order of execution and whoever the caller. Nothing is computed
// before somebody asks.
//
// # What it knows
//
// An operation (send, receive, close, len or cap) belongs to every channel that
// its operand may be. If the operand may be something else too (another
// channel, nil, a value from elsewhere) the operation says Maybe. A channel has
// all its operations, unless it escapes.
//
// Does and Count say what executing an instruction does to a channel, through
// calls of functions of this package, deferred ones included, and of literals
// that are passed to others. There the arguments of the call decide what a
// parameter is. "Must" rests on a search for a path without the operation, see
// passes/ir; a search that gives up says Must, and so does a function that never
// returns. Recursive calls, and calls that pass the channel to code that isn't
// followed, May. Doing something by way of sync.Once counts as doing it.
//
// # What it gives up on
//
// A channel escapes where it gets into a slice, map, array, interface or another
// channel, into an exported field or variable, out of an exported function, into
// a function of another package (unless it is known what that does), or into a
// call that can't be resolved. What comes from such places is no channel that
// is known. Struct fields are taken to be assigned and read in this package
// only, if they have no exported name, or if their type has none: reflection
// and unsafe are disregarded. A channel that takes more steps than a reader
// would follow escapes as well.
//
// Calls of function values that can't be resolved may do what any function of
// the same signature does that this package stores or returns; calls of methods
// of interfaces, what any method does that implements them. Beyond some hundreds
// of functions that do something to a channel by calling others, all may.
package channels

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
