package apimodel

import (
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/rule"
)

// Analyzer makes the [Model] available to other analyzers. It reports nothing.
var Analyzer = &analysis.Analyzer{
	Name:       "apimodel",
	Doc:        rule.Doc(doc, "apimodel"),
	URL:        rule.PassURL("apimodel"),
	Flags:      flags(),
	Run:        run,
	ResultType: reflect.TypeFor[*Model](),

	// The model does not depend on the package, so broken ones have it too.
	RunDespiteErrors: true,
}

func run(pass *analysis.Pass) (any, error) {
	return &Model{
		blocks:      places(pass.Analyzer, "blocks"),
		nonblocking: places(pass.Analyzer, "nonblocking"),
		eventloop:   places(pass.Analyzer, "eventloop"),
		inferred:    pass.Analyzer.Flags.Lookup("inferred").Value.String() == "true",
	}, nil
}

// Of returns the model that pass may use. It is never nil: where a driver could
// not provide the analyzer's result, it is the model without any flags.
func Of(pass *analysis.Pass) *Model {
	if m, ok := pass.ResultOf[Analyzer].(*Model); ok {
		return m
	}
	return new(Model)
}

// A Model answers questions about functions of other packages. The zero Model
// holds the tables alone, without what flags add.
type Model struct {
	blocks, nonblocking, eventloop []Place
	inferred                       bool

	tables tables
}

// Blocking returns what is known of fn's waiting, nil if nothing is. A row of
// strength below [Definite] is returned too.
func (m *Model) Blocking(fn *types.Func) *Blocking {
	s := FuncSymbol(fn)
	if hasSymbol(m.nonblocking, s) {
		return nil
	}
	if hasSymbol(m.blocks, s) {
		return &Blocking{
			Symbol: s, Kind: Wait, Strength: Definite, Indefinite: true,
			Note: "declared by -apimodel.blocks",
		}
	}
	s, ok := current(s)
	if !ok {
		return nil
	}
	if row := find(m.blockingIn(s.Pkg), s); row != nil {
		return row
	}
	return requestRow(fn)
}

// NonBlocking reports whether a flag declares that fn does not block, whatever
// an analysis of its body would say.
func (m *Model) NonBlocking(fn *types.Func) bool { return hasSymbol(m.nonblocking, FuncSymbol(fn)) }

// ParamCallbacks yields the rows for functions that are passed to fn, one for
// each parameter that has one.
func (m *Model) ParamCallbacks(fn *types.Func) []*Callback {
	return m.callbacks(FuncSymbol(fn), FuncParam)
}

// MethodCallback returns the row for implementations of method, a method of an
// interface; nil if there is none.
func (m *Model) MethodCallback(method *types.Func) *Callback {
	return first(m.callbacks(FuncSymbol(method), InterfaceMethod))
}

// FieldCallback returns the row for functions assigned to the field with the
// given name of the struct type strct; nil if there is none.
func (m *Model) FieldCallback(strct types.Type, field string) *Callback {
	return first(m.callbacks(TypeSymbol(strct).Field(field), StructField))
}

// TypeCallback returns the row for functions converted to typ, a named
// function type; nil if there is none.
func (m *Model) TypeCallback(typ types.Type) *Callback {
	return first(m.callbacks(TypeSymbol(typ), FuncType))
}

// CallbackInterfaces returns the rows for methods of interfaces that the
// package with the given path declares: an implementation of any of them is a
// callback.
func (m *Model) CallbackInterfaces(path string) []*Callback {
	s, _ := current(Symbol{Pkg: path})
	var rows []*Callback
	table := m.callbacksIn(s.Pkg)
	for i := range table {
		if row := &table[i]; row.Shape == InterfaceMethod && m.trusts(row) && !lacks(path, row.Symbol) {
			rows = append(rows, row)
		}
	}
	for _, p := range m.eventloop {
		if p.Pkg == path && p.Recv != "" && p.Param < 0 {
			rows = append(rows, declared(p, InterfaceMethod))
		}
	}
	return rows
}

// HasCallbacks reports whether any function of the package with the given path
// takes a callback that the model knows: the cheap question to ask of a
// package's imports first.
func (m *Model) HasCallbacks(path string) bool {
	if s, _ := current(Symbol{Pkg: path}); len(m.callbacksIn(s.Pkg)) > 0 {
		return true
	}
	return slices.ContainsFunc(m.eventloop, func(p Place) bool { return p.Pkg == path })
}

// Spawners returns the rows for functions that are passed to fn and that fn
// runs as tasks.
func (m *Model) Spawners(fn *types.Func) []*Spawner {
	s, ok := current(FuncSymbol(fn))
	if !ok {
		return nil
	}
	var rows []*Spawner
	for row := range matching(m.spawnersIn(s.Pkg), s) {
		if row.Shape == FuncParam {
			rows = append(rows, row)
		}
	}
	return rows
}

// HasSpawners reports whether any function of the package with the given path
// starts tasks, by the model.
func (m *Model) HasSpawners(path string) bool {
	s, _ := current(Symbol{Pkg: path})
	return len(m.spawnersIn(s.Pkg)) > 0
}

// ParamNegatives returns the rows for functions that are passed to fn and have
// a goroutine of their own, or the caller's.
func (m *Model) ParamNegatives(fn *types.Func) []*Negative {
	s, ok := current(FuncSymbol(fn))
	if !ok {
		return nil
	}
	var rows []*Negative
	for row := range matching(m.negativesIn(s.Pkg), s) {
		if row.Shape == FuncParam {
			rows = append(rows, row)
		}
	}
	return rows
}

func (m *Model) callbacks(s Symbol, shape Shape) []*Callback {
	var rows []*Callback
	for _, p := range m.eventloop {
		if p.Symbol == s && shape <= FuncType && (shape == FuncParam) == (p.Param >= 0) {
			rows = append(rows, declared(p, shape))
		}
	}
	s, ok := current(s)
	if !ok {
		return rows
	}
	for row := range matching(m.callbacksIn(s.Pkg), s) {
		if row.Shape == shape && m.trusts(row) {
			rows = append(rows, row)
		}
	}
	return rows
}

// trusts reports whether the row's claim is established well enough.
func (m *Model) trusts(row *Callback) bool { return row.Confidence > Inferred || m.inferred }

// declared returns the row that -apimodel.eventloop stands for.
func declared(p Place, shape Shape) *Callback {
	return &Callback{
		Symbol: p.Symbol, Shape: shape, Param: p.Param,
		Loop:       "an event loop (by -apimodel.eventloop)",
		Confidence: Documented,
	}
}

// current returns the name under which the tables know s: that of the module's
// present path, where s belongs to a legacy one. It returns false if the
// legacy module does not have the symbol.
func current(s Symbol) (Symbol, bool) {
	for i := range aliases {
		a := &aliases[i]
		rest, ok := strings.CutPrefix(s.Pkg, a.Legacy)
		if !ok || rest != "" && rest[0] != '/' {
			continue
		}
		if a.lacks(s) {
			return s, false
		}
		s.Pkg = a.Current + rest
		return s, true
	}
	return s, true
}

// CurrentPath returns the import path by which the tables know the package with
// the given path, which may be that of a legacy module.
func CurrentPath(path string) string {
	s, _ := current(Symbol{Pkg: path})
	return s.Pkg
}

// lacks reports whether path is, by a legacy name, a package without s.
func lacks(path string, s Symbol) bool {
	s.Pkg = path
	_, ok := current(s)
	return !ok
}

func (a *Alias) lacks(s Symbol) bool {
	name := s.Name
	if s.Recv != "" {
		name = s.Recv + "." + s.Name
	}
	return slices.Contains(a.Missing, name)
}

func hasSymbol(list []Place, s Symbol) bool {
	return slices.ContainsFunc(list, func(p Place) bool { return p.Symbol == s })
}

func first[T any](rows []*T) *T {
	if len(rows) == 0 {
		return nil
	}
	return rows[0]
}
