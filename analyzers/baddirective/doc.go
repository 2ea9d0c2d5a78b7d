// Package baddirective defines an analyzer of //asynclint comments.
//
// # Analyzer baddirective
//
// baddirective: report //asynclint comments that are malformed, unknown, or without effect
//
// A directive that does not do what its author believes is worse than none: a
// finding that seems to be ignored for a reason is reported all the same, or a
// hazard that was fixed long ago keeps its excuse, which will one day hide the
// next one.
package baddirective

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
