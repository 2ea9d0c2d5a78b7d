package apimodel

import (
	"go/types"
	"iter"
	"slices"
)

// An ErrorRole says by which way an error gets past the code that it concerns.
type ErrorRole uint8

// The roles. The first four are about a callback, the others about a call.
const (
	ReceivesError  ErrorRole = iota // the callback is handed an error
	ReturnsSpecial                  // the error that the callback returns means something of its own, or not all of them are kept
	ReturnsDropped                  // the error that the callback returns is dropped
	ReturnsNothing                  // the callback can't return an error
	Future                          // a result of the call tells the error, later
	DeferredError                   // the error is told by a later call on the receiver, or this call tells an earlier one's
	Join                            // the call waits for tasks, and returns their error
	Answer                          // the call returns whether the work was accepted, or done
)

var errorRoleNames = [...]string{
	ReceivesError: "receives", ReturnsSpecial: "returns-special", ReturnsDropped: "returns-dropped", ReturnsNothing: "returns-nothing",
	Future: "future", DeferredError: "deferred-error", Join: "join", Answer: "answer",
}

func (r ErrorRole) String() string { return errorRoleNames[r] }

// Receive in [ErrorAPI.Asks] stands for receiving from a channel.
const Receive = "<-"

// An ErrorAPI row is a place of an API where an error takes another way than
// that of a result that the caller looks at.
type ErrorAPI struct {
	Symbol
	Role  ErrorRole
	Shape Shape // how the callback gets there; [Call] for the roles without one

	// Of a callback: the parameter that it is passed as (-1 unless Shape is
	// FuncParam), and its own parameter that is the error (-1 if it has none or
	// if the error is a part of another one).
	Param, ErrorParam int
	Interface         bool // the parameter is an interface whose methods are the callbacks
	ReturnsError      bool // the callback has an error result
	Must              bool // without a look at the error, the callback's other parameters can't be used
	Only              bool // nobody else is told of the error

	// Of a call: the result that is the future, or the join's error, or the
	// answer; -1 if Asks are the receiver's.
	Result int

	// Asks are the methods and fields of the future (or of the receiver) that
	// tell the error, any of them: "Error"; "Process.Wait" of what a field
	// holds; "<-" stands for receiving from the future or ranging over it, "<-Err"
	// for what is received. Other methods, such as Wait and Done, tell that it is
	// over and not how it ended.
	Asks []string

	// Definite says that a future that is dropped or not asked, a join's error or
	// an answer that is dropped, or the error of a callback whose result its caller
	// drops, loses a failure of which nobody else hears. It is false where the loss is often wanted or the error has another way,
	// which Why tells.
	Definite bool
	Why      string

	// Channel is the parameter that is a channel on which the outcome arrives
	// too, unless it is nil; -1 if there is none.
	Channel int

	// Casual is the parameter which says, with the constant CasualValue, that
	// nobody cares about the outcome; -1 if there is none. What is no constant
	// may be that value.
	Casual      int
	CasualValue int64

	What   string // what happens to the error
	Source Source
}

// Tells reports whether the method or field with the given name (a dotted path
// for what a field holds, [Receive] for a receive) tells the error.
func (a *ErrorAPI) Tells(name string) bool { return slices.Contains(a.Asks, name) }

// ErrorParams returns the rows for callbacks that are passed to fn. A parameter
// may have several: one for the error that its function is handed, one for the
// error that it returns.
func (m *Model) ErrorParams(fn *types.Func) []*ErrorAPI {
	return slices.Collect(m.errorAPIs(FuncSymbol(fn), FuncParam))
}

// ErrorMethod returns the rows for implementations of method, a method of an
// interface.
func (m *Model) ErrorMethod(method *types.Func) []*ErrorAPI {
	return slices.Collect(m.errorAPIs(FuncSymbol(method), InterfaceMethod))
}

// ErrorField returns the rows for functions assigned to the field with the given
// name of the struct type strct.
func (m *Model) ErrorField(strct types.Type, field string) []*ErrorAPI {
	return slices.Collect(m.errorAPIs(TypeSymbol(strct).Field(field), StructField))
}

// ErrorType returns the rows for functions converted to typ, a named function
// type.
func (m *Model) ErrorType(typ types.Type) []*ErrorAPI {
	return slices.Collect(m.errorAPIs(TypeSymbol(typ), FuncType))
}

// Future returns the row of fn if one of its results tells an error later; nil
// otherwise.
func (m *Model) Future(fn *types.Func) *ErrorAPI { return m.errorCall(fn, Future) }

// Deferred returns the row of fn if what it does fails, or is reported, at
// another call; nil otherwise.
func (m *Model) Deferred(fn *types.Func) *ErrorAPI { return m.errorCall(fn, DeferredError) }

// Join returns the row of fn if it waits for tasks and returns their error; nil
// otherwise.
func (m *Model) Join(fn *types.Func) *ErrorAPI { return m.errorCall(fn, Join) }

// Answer returns the row of fn if a result of it says whether the work was
// accepted or done; nil otherwise.
func (m *Model) Answer(fn *types.Func) *ErrorAPI { return m.errorCall(fn, Answer) }

// FutureType returns the row of typ if its values are futures, whichever
// function returned them; nil otherwise.
func (m *Model) FutureType(typ types.Type) *ErrorAPI {
	for row := range m.errorAPIs(TypeSymbol(typ), ResultType) {
		return row
	}
	return nil
}

// FutureField returns the row of the field with the given name of the struct
// type strct if it is a channel on which errors arrive; nil otherwise.
func (m *Model) FutureField(strct types.Type, field string) *ErrorAPI {
	for row := range m.errorAPIs(TypeSymbol(strct).Field(field), ChanField) {
		return row
	}
	return nil
}

// HasErrors reports whether any function of the package with the given path
// has a row about errors: the cheap question to ask of a package's imports first.
func (m *Model) HasErrors(path string) bool {
	s, _ := current(Symbol{Pkg: path})
	return len(m.errorAPIsIn(s.Pkg)) > 0
}

func (m *Model) errorCall(fn *types.Func, role ErrorRole) *ErrorAPI {
	for row := range m.errorAPIs(FuncSymbol(fn), Call) {
		if row.Role == role {
			return row
		}
	}
	return nil
}

func (m *Model) errorAPIs(s Symbol, shape Shape) iter.Seq[*ErrorAPI] {
	return func(yield func(*ErrorAPI) bool) {
		s, ok := current(s)
		if !ok {
			return
		}
		for row := range matching(m.errorAPIsIn(s.Pkg), s) {
			if row.Shape == shape && !yield(row) {
				return
			}
		}
	}
}
