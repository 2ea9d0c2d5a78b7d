// Package directives parses the //asynclint:… comments of a package: what a
// user tells the analyzers about code, and which findings they are to leave
// out.
//
// # Analyzer directives
//
// directives: parses //asynclint comments, for the other analyzers
//
// A directive is a comment that tells the analyzers what they can't see, or
// which finding to leave out. As with Go's own directives there is no space
// after the slashes. What follows "--" is for people.
//
//	//asynclint:ignore RULE[,RULE...] -- REASON
//
// on the line of a finding, alone on the line before it, or in the doc comment
// of a declaration that encloses it: leaves the finding out. RULE is an
// analyzer (lostgoerror) or one of its categories (lostgoerror/go-result). The
// reason is required.
//
//	//asynclint:eventloop
//
// on a function, interface method, func-typed field or variable, or named func
// type: it runs on an event loop, so nothing that it calls should block.
//
//	//asynclint:eventloop N
//
// on a function or interface method: it runs parameter N, a function, counting
// from 0, on an event loop.
//
//	//asynclint:blocks
//	//asynclint:nonblocking
//
// on what eventloop without an index can be on: callers may wait for long there, or never do, whatever the
// analysis of the body says.
//
//	//asynclint:spawns N
//
// on a function or interface method: it runs parameter N, counting from 0, as
// a task of its own.
//
//	//asynclint:bounded
//
// on what eventloop without an index can be on: the number of tasks that it starts,
// or that run it, or of elements that it queues, is bounded by means that the
// analysis does not see.
//
// Findings in generated files are left out; -directives.generated asks for
// them.
package directives

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
