package apimodel

import "go/types"

// NeverReturns reports whether callee, what a call in the syntax names, is one of
// the standard library's functions that end the goroutine or the program, or the
// builtin panic. It may be nil.
func NeverReturns(callee types.Object) bool {
	switch callee := callee.(type) {
	case *types.Builtin:
		return callee.Name() == "panic"
	case *types.Func:
		switch s := FuncSymbol(callee); s.Pkg {
		case "os":
			return s.Name == "Exit"
		case "runtime":
			return s.Name == "Goexit"
		case "log":
			switch s.Name {
			case "Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln":
				return true
			}
		}
	}
	return false
}
