package apimodel

import (
	"go/types"
	"slices"
)

// LoopCalls returns the row of fn if a for statement around a call of fn is an
// event loop: the call returns the next event, or handles those that are there;
// nil otherwise.
func (m *Model) LoopCalls(fn *types.Func) *Callback {
	return first(m.callbacks(FuncSymbol(fn), LoopCall))
}

// ChanParams returns the rows for channels that are passed to fn: fn's side
// sends on them, and whoever receives is a loop that must keep up.
func (m *Model) ChanParams(fn *types.Func) []*Callback {
	return m.callbacks(FuncSymbol(fn), ChanParam)
}

// ChanResults returns the rows for channels that fn returns: fn's side sends on
// them, and whoever receives is a loop that must keep up.
func (m *Model) ChanResults(fn *types.Func) []*Callback {
	return m.callbacks(FuncSymbol(fn), ChanResult)
}

// ChanField returns the row for the channel in the field with the given name of
// the struct type strct, on which the other side sends; nil if there is none.
func (m *Model) ChanField(strct types.Type, field string) *Callback {
	return first(m.callbacks(TypeSymbol(strct).Field(field), ChanField))
}

// ForbidsReceivers reports whether the package with the given path has channels of
// which the model knows what their receivers must not call: the cheap question to
// ask of a package's imports first.
func (m *Model) ForbidsReceivers(path string) bool {
	s, _ := current(Symbol{Pkg: path})
	return slices.ContainsFunc(m.callbacksIn(s.Pkg), func(row Callback) bool {
		return (row.Shape == ChanResult || row.Shape == ChanField) && len(row.Forbidden) > 0
	})
}

// Forbids returns what row says of a call of fn in its callback; nil if it says
// nothing.
func (row *Callback) Forbids(fn *types.Func) *Forbidden {
	if len(row.Forbidden) == 0 {
		return nil
	}
	s, ok := current(FuncSymbol(fn))
	if !ok {
		return nil
	}
	for i := range row.Forbidden {
		if f := &row.Forbidden[i]; f.Symbol == s {
			return f
		}
	}
	return nil
}
