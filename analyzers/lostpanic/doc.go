// Package lostpanic defines an analyzer that of panics and recovers that miss each other.
//
// # Analyzer lostpanic
//
// lostpanic: report panics that no recover reaches, and recovers that throw them away
//
// Say here what the hazard is, where what gets lost ends up, and how that
// shows in production.
//
// recover-elsewhere: a function recovers, and starts a task that can panic and does not.
//
// swallowed-panic: a recover throws away the value of the panic.
//
// useless-recover: recover is called where it can't recover.
//
// ## How it decides
//
// The callee's name decides. Say on what grounds a finding is right, and where
// the analysis gives up and stays silent.
//
// ## Fix and its safety
//
// There is no automatic fix. A fix compiles, removes the finding, adds no new
// one and changes nothing else; where there is no such fix, offer none.
//
// ## When not to use it
//
// In a program that has another function named hazard.
//
// ## Known problems
//
// A call through a variable is not seen.
//
// ## Related rules
//
// baddirective judges the comments that suppress findings.
package lostpanic

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
