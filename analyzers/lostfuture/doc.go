// Package lostfuture defines an analyzer that of errors that come later and that nobody asks for.
//
// # Analyzer lostfuture
//
// lostfuture: report errors that come later and that nobody asks for
//
// Say here what the hazard is, where what gets lost ends up, and how that
// shows in production.
//
// unread-token: the result that carries the error of a call is dropped or never asked.
//
// unchecked-wait: the call that waits for tasks returns their error, and it is dropped.
//
// never-waited: a group of tasks is never waited for.
//
// unread-channel: tasks send errors on a channel that nobody reads, or not often enough.
//
// missing-reply: a task ends without the reply that its spawner waits for.
//
// last-error-wins: workers overwrite the error of one another.
//
// unread-answer: the answer whether work was accepted is dropped.
//
// unwaited-process: a process is started and never waited for.
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
package lostfuture

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
