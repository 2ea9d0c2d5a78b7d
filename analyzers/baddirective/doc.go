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
//
// malformed: a comment that begins with //asynclint: but is no directive, or
// one that stands where it means nothing, is read as an ordinary comment by
// the other rules: the function that was to be treated as an event loop's is
// not looked at. A space between the slashes and the word has the same effect,
// as with Go's own directives.
//
// unknown-rule: an ignore whose rule or category does not exist ignores
// nothing. It is most often a misspelt name, or that of another linter.
//
// missing-reason: an ignore without a reason works, but whoever comes across
// it later can't tell a judgement from a way to silence the tool, and won't
// dare to remove it.
//
// unused-ignore: an ignore that suppresses nothing is a leftover: the hazard
// was fixed or has moved. Left in place, it hides the next finding there, which
// nobody has judged. An ignore with several names is used if one of them
// suppresses something.
//
// ## How it decides
//
// Directives are parsed once for all rules, and the rules report through one
// place, which records each directive that kept a finding from being reported.
// An ignore is unused if it is in nobody's record although every rule that it
// names has run on the package with the named categories turned on. So an
// ignore of an opt-in category, or of a rule that is off by default, is not
// judged unless it is part of a default run; and one that names no existing
// rule is reported as unknown-rule only.
//
// A directive in a generated file is judged like any other, but reported only
// with -directives.generated.
//
// ## Fix and its safety
//
// There is no automatic fix: whether the directive or the code is wrong is for
// its author to say. Deleting an unused ignore is safe.
//
// ## When not to use it
//
// While a code base is moved from one version of asynclint to another that no
// longer reports some findings, -skip baddirective/unused-ignore leaves out the
// ignores that wait to be deleted.
//
// ## Known problems
//
// Findings depend on the platform that the code is compiled for, and so does
// whether an ignore is unused: a file that is shared by platforms may need it
// on one of them only. Move the code that differs to files of its own.
//
// A package is analysed twice, alone and together with its tests. An ignore
// that is needed in one of the two only is reported in the other.
//
// ## Related rules
//
// Every other rule: the names in an ignore are theirs.
package baddirective

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
