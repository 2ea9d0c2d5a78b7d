package apimodel

import (
	"fmt"
	"go/types"
	"strconv"
	"strings"
)

// A Symbol names a package-level function or type (Recv is empty), a method,
// or a struct field of a package. Pointer receivers and value receivers are
// not told apart, and type arguments are left out.
type Symbol struct {
	Pkg  string // import path
	Recv string // type that declares the method or field, "" for package level
	Name string
}

// FuncSymbol returns the symbol of fn, which may be instantiated. A method
// promoted from an embedded type is named by the type that declares it. It
// returns the zero Symbol for a function without a package (error.Error) and
// for methods of unnamed types.
func FuncSymbol(fn *types.Func) Symbol {
	fn = fn.Origin()
	if fn.Pkg() == nil {
		return Symbol{}
	}
	s := Symbol{Pkg: fn.Pkg().Path(), Name: fn.Name()}
	if recv := fn.Signature().Recv(); recv != nil {
		obj := TypeName(recv.Type())
		if obj == nil {
			return Symbol{}
		}
		s.Recv = obj.Name()
	}
	return s
}

// TypeSymbol returns the symbol of the type that t, or the type that t points
// to, names. It returns the zero Symbol if there is none.
func TypeSymbol(t types.Type) Symbol {
	obj := TypeName(t)
	if obj == nil || obj.Pkg() == nil {
		return Symbol{}
	}
	return Symbol{Pkg: obj.Pkg().Path(), Name: obj.Name()}
}

// Field returns the symbol of the field with the given name of the type that s
// names.
func (s Symbol) Field(name string) Symbol {
	return Symbol{Pkg: s.Pkg, Recv: s.Name, Name: name}
}

// TypeName returns the name that declares t, through one pointer and through
// aliases, nil if t is not a named type.
func TypeName(t types.Type) *types.TypeName {
	t = types.Unalias(t)
	if ptr, ok := t.(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	if named, ok := t.(*types.Named); ok {
		return named.Origin().Obj()
	}
	return nil
}

// IsContext reports whether t is context.Context.
func IsContext(t types.Type) bool { return TypeSymbol(t) == Symbol{Pkg: "context", Name: "Context"} }

// String returns s in the notation of the flags, with a receiver in
// parentheses and no star.
func (s Symbol) String() string {
	if s.Recv == "" {
		return s.Pkg + "." + s.Name
	}
	return "(" + s.Pkg + "." + s.Recv + ")." + s.Name
}

// Short returns s as a person would say it: store.Save, (*sql.DB).Exec
// without the star: sql.DB.Exec.
func (s Symbol) Short() string {
	base := s.Pkg[strings.LastIndexByte(s.Pkg, '/')+1:]
	if s.Recv == "" {
		return base + "." + s.Name
	}
	return base + "." + s.Recv + "." + s.Name
}

// A Place is a symbol, or one parameter of it.
type Place struct {
	Symbol
	Param int // index of the parameter, -1 for the symbol itself
}

// ParsePlace parses the notation of the flags.
func ParsePlace(text string) (Place, error) {
	p := Place{Param: -1}
	name, index, hasIndex := strings.Cut(text, "#")
	if hasIndex {
		n, err := strconv.Atoi(index)
		if err != nil || n < 0 {
			return p, fmt.Errorf("symbol %q: want the index of a parameter after #", text)
		}
		p.Param = n
	}
	if rest, ok := strings.CutPrefix(name, "("); ok {
		recv, method, ok := strings.Cut(rest, ").")
		if !ok {
			return p, fmt.Errorf("symbol %q: want (path.Type).Method", text)
		}
		recv = strings.TrimPrefix(recv, "*")
		dot := lastDot(recv)
		if dot < 0 || method == "" {
			return p, fmt.Errorf("symbol %q: want (path.Type).Method", text)
		}
		p.Symbol = Symbol{Pkg: recv[:dot], Recv: recv[dot+1:], Name: method}
		return p, nil
	}
	dot := lastDot(name)
	if dot < 0 {
		return p, fmt.Errorf("symbol %q: want path.Func or (path.Type).Method", text)
	}
	p.Symbol = Symbol{Pkg: name[:dot], Name: name[dot+1:]}
	return p, nil
}

// lastDot returns the index of the dot that ends the import path in s, -1 if
// nothing stands before or after it.
func lastDot(s string) int {
	dot := strings.LastIndexByte(s, '.')
	if dot <= strings.LastIndexByte(s, '/') || dot <= 0 || dot == len(s)-1 {
		return -1
	}
	return dot
}

// IsChan reports whether t is a channel type. It is not if t is nil, as in broken
// code.
func IsChan(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Chan)
	return ok
}

// IsTimeChan reports whether t is the type of channels on which times are sent:
// those of timers and tickers. t may be nil.
func IsTimeChan(t types.Type) bool {
	return IsChan(t) && TypeSymbol(t.Underlying().(*types.Chan).Elem()) == Symbol{Pkg: "time", Name: "Time"}
}

// FuncName returns the name of fn as a person would say it: pkg.F, pkg.T.M,
// (*pkg.T).M; without the package if it is from, and nothing but the name if fn
// is a method of a type without a name. A nil from qualifies all names.
func FuncName(fn *types.Func, from *types.Package) string {
	prefix := ""
	if fn.Pkg() != nil && fn.Pkg() != from {
		prefix = fn.Pkg().Name() + "."
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		return prefix + fn.Name()
	}
	tn := TypeName(recv.Type())
	if tn == nil {
		return fn.Name()
	}
	if _, ok := types.Unalias(recv.Type()).(*types.Pointer); ok {
		return "(*" + prefix + tn.Name() + ")." + fn.Name()
	}
	return prefix + tn.Name() + "." + fn.Name()
}
