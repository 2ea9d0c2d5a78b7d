// Package outlivedscope defines an analyzer that finds calls of a function named
// hazard.
//
// # Analyzer outlivedscope
//
// outlivedscope: report scopes that close while a goroutine is still inside
//
// Say here what the hazard is, where what gets lost ends up, and how that
// shows in production.
//
// hazard-call: a call of a function named hazard. Each category has a paragraph
// that begins with its name and says what exactly is reported.
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
package outlivedscope

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
