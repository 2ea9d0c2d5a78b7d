package ownership

import (
	"go/types"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// A class says why values of a type are followed.
type class uint8

const (
	ignored  class = iota
	opaque         // an interface: anything may hide behind it
	function       // a function without parameters: it may stop something
	stream         // an interface for reading or writing: files and connections do
	wrapper        // a reader or writer of the standard library around another
	resource       // it has a method that releases it
)

// A classifier sorts types, each once.
type classifier map[types.Type]class

func (c classifier) of(t types.Type) class {
	k, ok := c[t]
	if !ok {
		k = classify(t)
		c[t] = k
	}
	return k
}

func classify(t types.Type) class {
	named := apimodel.TypeName(t)
	if named != nil {
		switch {
		case named.Pkg() == nil:
			return ignored // error, comparable
		case named.Pkg().Path() != "context":
		case named.Name() == "CancelFunc" || named.Name() == "CancelCauseFunc":
			return resource
		default:
			return ignored // a Context is released by its cancel function
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Interface:
		k := opaque
		for m := range u.Methods() {
			if apimodel.IsReleaseName(m.Name()) {
				return resource
			}
			if isStreamName(m.Name()) {
				k = stream
			}
		}
		return k
	case *types.Signature:
		if u.Params().Len() == 0 {
			return function
		}
	case *types.Pointer, *types.Struct:
		if isReleasable(t) || hasReleasablePart(t) {
			return resource
		}
		if named != nil && wraps(named.Pkg().Path()) {
			return wrapper
		}
	}
	return ignored
}

// isReleasable reports whether t, an interface, a named type or a pointer to
// one, declares a method that releases it.
func isReleasable(t types.Type) bool {
	if iface, ok := t.Underlying().(*types.Interface); ok {
		for m := range iface.Methods() {
			if apimodel.IsReleaseName(m.Name()) {
				return true
			}
		}
		return false
	}
	tn := apimodel.TypeName(t)
	if tn == nil {
		return false
	}
	named, ok := types.Unalias(tn.Type()).(*types.Named)
	if !ok {
		return false
	}
	for m := range named.Methods() {
		if apimodel.IsReleaseName(m.Name()) {
			return true
		}
	}
	return false
}

// hasReleasablePart reports whether t, a struct or a pointer to one, embeds
// something releasable, or has a field Body that is. An embedded type that in
// turn embeds another is not looked into.
func hasReleasablePart(t types.Type) bool {
	u := t.Underlying()
	if ptr, ok := u.(*types.Pointer); ok {
		u = ptr.Elem().Underlying()
	}
	st, ok := u.(*types.Struct)
	if !ok {
		return false
	}
	for f := range st.Fields() {
		if (f.Embedded() || f.Name() == "Body") && isReleasable(f.Type()) {
			return true
		}
	}
	return false
}

func isStreamName(name string) bool {
	switch name {
	case "Read", "ReadAt", "ReadFrom", "Write", "WriteAt", "WriteTo":
		return true
	}
	return false
}

// holds reports whether a parameter of class k may get a resource that somebody
// else has to know the fate of.
func (k class) holds() bool { return k == stream || k == resource }
