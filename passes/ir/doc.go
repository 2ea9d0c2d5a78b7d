// Package ir gives analyzers the SSA form of a package, and the way from there
// to the syntax and back.
//
// # Analyzer ir
//
// ir: builds the SSA form of a package, for the analyzers that ask for it
//
// This analyzer reports nothing. Its result builds nothing until one of its
// methods is called: most packages have no site that any analyzer wants to look
// at, and never pay.
//
// The recipe is that of x/tools' buildssa, with two differences. Closures of
// package-level variable initialisers are among the [Package.Functions]. And
// which functions never return is decided by a list of well-known ones and the
// syntax of this package's own, without facts: an analyzer that requires
// buildssa's ctrlflow is run by drivers on every dependency. A wrapper of
// os.Exit in another package is therefore taken to return, so that code after
// it seems reachable.
package ir

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
