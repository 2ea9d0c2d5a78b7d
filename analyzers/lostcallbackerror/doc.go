// Package lostcallbackerror defines an analyzer that finds errors which callbacks
// swallow.
//
// # Analyzer lostcallbackerror
//
// lostcallbackerror: report errors that a callback swallows
//
// A function hands its error to its caller. A callback has no caller that its author
// knows: what it returns, if it can return anything, goes to whoever called it, and
// the function that passed it on hears of a failure only if somebody tells it. So
// errors end in callbacks. A walk over a folder skips what it could not read and
// counts on; a request that failed is answered with 200 OK; the second caller of a
// lazy constructor gets nil, and no error.
//
// ignored-param: a callback never looks at the error that it is handed. The functions
// that filepath.Walk, filepath.WalkDir and fs.WalkDir call get the error with which a
// file or folder could not be read. Who doesn't look at it sees no difference between
// an empty folder and one that may not be read. And the description of the file may
// be nil then, so that the first use of it panics: in Walk for a file that is removed
// meanwhile, in both for a root that does not exist. The same holds for the callbacks
// of other APIs where nobody else is told of the error, if the error has a name and is
// never read: a producer's promise that counts what was sent, and not what was not.
//
// unread-param: a callback of any API has a name for an error, reads its other
// parameters, and never reads the error.
//
// silent-handler: an HTTP handler returns because of an error, and neither it nor
// anybody else has answered the request by then. Routers take that for success: the
// client sees 200 OK and an empty body. This holds for net/http (and chi, gorilla/mux and
// others that take its handlers), httprouter, gin and fasthttp, and for handlers of
// echo and fiber that return nil because of an error.
//
// dropped-in-callback: a function that is kept for later (a handler of events, a hook,
// something that is done once) can't return an error, ends because of one, and uses
// it for nothing. The event was not handled, and nobody knows. Also, a callback returns
// its error to an API that drops it: netpoll ignores what OnRequest returns.
//
// shadowed: a callback ends because of an error, which it has in a variable of its own;
// the function around it looks, after the call, at its own variable of the same name,
// which knows nothing of that. One := in the place of = is enough.
//
// once-loses-error: what a sync.Once does assigns its error to a local variable of the
// function around it. The first caller gets the error. For all later ones, the function
// is not run again, the variable is new, and nil: they go on with a value that was
// never made.
//
// ## How it decides
//
// An error counts as handled if anything is done with it: it is logged, counted, sent,
// stored where others can see it, passed to any function, compared with an error value,
// or made a part of something that leaves. Comparing it with nil is not doing anything.
// Where a branch is taken because of an error, anything besides leaving that is done
// there counts too, and so does a comment inside of it: somebody thought about it.
//
// For ignored-param, the callback is a function literal, a local variable that holds
// one, a function or method of the package, or a literal that a function of the
// package returns, and it is passed to the API itself: whoever else takes a
// filepath.WalkFunc may have handled the error before. An error whose variable is
// used for another error before anybody reads it was not looked at. Comparing
// another parameter with nil (info == nil, d != nil) comes to the same as looking at
// the error. A comment that speaks of errors, above the callback or before its first
// statement, is taken for a reason; and a walk whose own result is dropped may skip
// what it likes, as long as nothing panics. The callbacks of other APIs are those of
// the model that are called for success and failure alike, and whose error comes to
// nobody else; a parameter called _ is ignored on purpose there.
//
// For silent-handler, a handler is a function with the type of one that is given to a
// router, or has a method's name ServeHTTP, or answers on some path and is called by
// nobody in the package. A handler of gin must answer on some path and call neither
// Next nor Abort, unless it is the last that is given to a route: gin goes on to the
// next handler when one returns. Anything that is done with the http.ResponseWriter or the
// context counts as an answer, on any path that leads to the branch: a call that is
// given it, a literal that captures it, storing it. Exceptions are reading the request
// (c.Param, c.ShouldBind; c.Bind of gin answers by itself), setting headers and
// cookies, http.MaxBytesReader, and passing a context on as a context.Context.
//
// For dropped-in-callback, the callback is a function literal without results that goes
// to an API of the model, or to a function or field whose name says that what goes
// there is called when something happens (OnChange, Hook, Handler, Subscribe); it is
// not known to be called before the function returns. Other callbacks are left alone:
// an iteration goes on, an option that can't be set is left out, and what the callback
// did not do can be seen. So are goroutines and other tasks, which are lostgoerror's;
// literals that are handed functions, such as iterators; branches that have other
// reasons to be taken too, such as err != nil || event.ID != mine; callbacks whose
// deferred calls show that they have ended; what is given to functions or fields whose
// names speak of undoing or of an end; and what a sync.Once does, if it assigns to
// anything outside: what can't be found out stays as it was.
//
// For both, the error must be that of a call that may fail, and used for nothing but
// the branch and comparisons with nil. Errors that tell the end of something (of Read,
// Recv, ctx.Err), or that something could not be tidied up, are no failures.
//
// For shadowed, the function literal is an argument of a call without results, or
// whose results are dropped, and does not return an error itself. Literals that are known
// to run on another goroutine or at a later time are left alone. The error must
// be that of a call that may fail, and used for nothing but the branch that ends the
// callback. The outer variable must be one of the function around the call, and known to
// be nil where it is looked at: it was declared without a value or found to be nil before
// the call, and nothing assigns to it in between. If the callback itself assigns to the
// outer variable as well, a variable that it declares with others by := counts too; one
// that is declared alone or in the head of a statement is taken to be its own on purpose.
//
// For once-loses-error, the sync.Once must live longer than the call: it is a field,
// a variable of the package, or one that a function literal captures. The function
// must return the error, or return because of it. What is done once must assign to a
// variable or field from outside, which is what later callers go on with, or the
// function must do nothing else than to have it done; and it must do nothing with
// the error but assign, compare with nil and wrap it. Functions are left alone that
// replace the sync.Once, that give the variable a value first (such as an error
// which says that it was done already), that keep an error elsewhere, or that look,
// after the call, at anything else that was assigned to. So are errors of calls that
// tidy up, functions which are called Close, Stop, Shutdown and the like, for which
// doing nothing the second time is the point, and methods that only the constructor
// calls.
//
// ## Options
//
// -lostcallbackerror.unread-param turns on unread-param. About one in three of its
// findings is right: often a callback only has to learn that something is over, or
// the error comes by another way too. Hence it is off by default.
//
// -lostcallbackerror.tests reports errors that callbacks swallow in tests too: in test
// files, in files that import testing or net/http/httptest, and in packages whose path has
// an element that starts with test, fake, mock, stub, or bench, or ends in test. They
// are left alone by default.
//
// ## Fix and its safety
//
// For ignored-param, a callback that returns an error returns the one that it gets
// first, as in the documentation of these functions; the parameter gets a name if it
// has none. A walk that skipped what it could not read now ends there, with the error: where
// skipping is right, return nil or fs.SkipDir in its place. There is no fix for functions that
// are exported or called by name too, and none for callbacks that can't return an
// error.
//
// For shadowed, the callback's variable gets a name of its own, and is assigned to
// the outer one before the callback returns because of it. Assigning to the outer
// variable in the first place would be shorter, and wrong where the callback is
// called again: its success would overwrite the failure. There is no fix unless the
// callback is known to run before the call returns, and none where the branch has
// other reasons to be taken too.
//
// For once-loses-error there is a fix in the simplest case: a function without a
// receiver that does nothing but have a call made once, whose value goes to a
// variable of the package, and return the value and the error. The variable and the
// sync.Once become one sync.OnceValues, or sync.OnceValue where there is an error
// alone. This takes Go 1.21, that nothing else uses the two, that the call needs no
// parameter of the function, and that it does not lead back to it. In all other
// cases, keep the error next to the value: c.once.Do(func() { c.conn, c.err = dial()
// }), and return c.err.
//
// The other categories have no fix: what to do about an error is the program's decision.
//
// ## When not to use it
//
// For silent-handler, where an empty answer is what a failure should look like: say
// http.StatusNoContent, or why, in a comment inside the branch.
//
// In programs that read what they can and skip the rest: say so in a comment at the walk,
// or look at the error and return nil.
//
// ## Known problems
//
// That the root of an embedded file system can always be read is not known. Walkers
// of other packages, such as afero.Walk, are not in the model. For once-loses-error,
// that a program ends after the first error is not seen: then there is no second
// caller. For shadowed, a function literal that is called in place, or held by a
// variable, is not looked at.
//
// For silent-handler, a helper of another package's handlers that has the type of a
// handler is taken for one if it is exported and answers on some path; one that is
// called by a handler in its own package is not looked at, though nobody else may
// answer. What answers by other means than the writer is not known. For
// dropped-in-callback, functions that have names, and literals held by variables, are
// not looked at.
//
// ## Related rules
//
// errcheck reports none of these: all of the errors are assigned, or are parameters.
// unused-parameter of revive reports parameters that are not used, in every function
// and of whatever type, and not those called _. SA4009 of staticcheck reports a
// parameter that is assigned to before it is read, which is one form of ignored-param.
// shadow, an analyzer of x/tools that go vet does not run by default, reports variables
// that hide others which are used afterwards, for whatever; for shadowed, the outer
// one must be looked at in vain. nilerr reports functions that return nil where an
// error is not nil, and leaves functions alone that can't return an error.
//
// Measured on 33 modules of test/corpus (test/overlap): of the 8 lines that this
// rule reports there, errcheck v1.30.0, nilerr v0.1.2, staticcheck v0.8.2 and go vet
// report none; nor do they report one of the six programs in test/witness on the
// same line.
package lostcallbackerror

import _ "embed" // for doc.go

//go:embed doc.go
var doc string
