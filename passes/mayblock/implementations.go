package mayblock

import (
	"go/types"

	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/apimodel"
)

// implementations finds the methods behind the package's own interfaces.
type implementations struct {
	byName map[string][]*types.Func // methods declared outside of tests, in source order
	found  map[*types.Func]*types.Func
}

// single returns the method that implements method, of an interface that the
// package declares, if exactly one type of the package does; nil otherwise.
func (im *implementations) single(c *collector, method *types.Func) *types.Func {
	recv := method.Signature().Recv()
	if recv == nil {
		return nil
	}
	iface, ok := recv.Type().Underlying().(*types.Interface)
	tn := apimodel.TypeName(recv.Type())
	if !ok || tn == nil {
		return nil
	}
	if impl, ok := im.found[method]; ok {
		return impl
	}
	if im.byName == nil {
		im.byName = make(map[string][]*types.Func)
		im.found = make(map[*types.Func]*types.Func)
		for _, b := range c.order {
			if b.fn == nil || b.fn.Signature().Recv() == nil || c.inTest(b) {
				continue
			}
			im.byName[b.fn.Name()] = append(im.byName[b.fn.Name()], b.fn)
		}
	}
	var impl *types.Func
	for _, fn := range im.byName[method.Name()] {
		t := fn.Signature().Recv().Type()
		if !types.Implements(t, iface) {
			continue
		}
		if impl != nil {
			impl = nil
			break
		}
		impl = fn
	}
	im.found[method] = impl
	return impl
}

func (c *collector) inTest(b *body) bool {
	return testfile.Contains(c.pass.Fset, b.decl.Pos())
}
