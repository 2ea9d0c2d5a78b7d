// Package errorflow follows errors to where they end up.
//
// # Analyzer errorflow
//
// errorflow: finds out whether anybody hears of an error
//
// This analyzer reports nothing. It answers three questions.
//
// [Result.Branches] and [Result.Vanishes]: does a branch that is taken because
// an error is not nil merely leave the function, and is the error used for
// nothing else?
//
// [Result.Fails]: may the error of a call be the only trace of a failure?
//
// [Result.Loses]: does a function return an error of which nobody has heard, so
// that who drops the result loses the failure?
//
// # What counts as hearing of an error
//
// Anything that is done with it: it is logged, counted, sent, stored where others
// can see it, returned, made a part of an error that goes further, compared with
// an error value, or passed to any function. What is not: comparing it with nil,
// and wrapping it into an error of which nobody hears.
//
// Where a branch is taken because of an error, anything that is done on that
// branch counts as well, even without the error: a call, a send, a store that
// others can see, a panic. Exceptions are what every path does, failing or not:
// sync.WaitGroup.Done and unlocking a mutex.
//
// # What is no failure
//
// The API model has calls that never fail, calls whose error is how an end is
// told (Read, Recv, Accept, ctx.Err), and calls that tidy up; error values whose
// names speak of closing, cancelling or stopping are taken for a regular end.
//
// # Grounds
//
// The answers look at SSA form, one return or one branch at a time, and at bodies
// of this package; of other packages only names, types and the model are known.
// An error that comes from anywhere but a call or a variable that the package
// declares (a parameter, a field, a channel) is somebody else's, who has heard of
// it. All answers err on the side of an error that was heard of, but for
// functions of other packages that report their failures themselves and return
// them too.
package errorflow

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
