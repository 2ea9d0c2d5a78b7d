// Package lostcallbackerror defines an analyzer that of errors that callbacks swallow.
//
// # Analyzer lostcallbackerror
//
// lostcallbackerror: report errors that a callback swallows
//
// Say here what the hazard is, where what gets lost ends up, and how that
// shows in production.
//
// ignored-param: a callback never looks at the error that it is handed.
//
// silent-handler: an HTTP handler returns because of an error and answers 200 OK.
//
// dropped-in-callback: a callback that can't return an error ends because of one and tells nobody.
//
// shadowed: a callback assigns its error to a new variable that hides the one which is tested afterwards.
//
// once-loses-error: the error of a sync.Once is seen by the first caller alone.
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
package lostcallbackerror

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
