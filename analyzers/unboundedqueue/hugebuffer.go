package unboundedqueue

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"

	"github.com/asynclint/asynclint/passes/ir"
)

// hugeBuffers reports the channels that are made with a huge buffer, or with one of
// a size that comes from outside.
func (c *checker) hugeBuffers() {
	least, err := strconv.ParseInt(c.pass.Analyzer.Flags.Lookup(sizeFlag).Value.String(), 10, 64)
	if err != nil {
		return
	}
	for cur := range c.in.Root().Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		if len(call.Args) != 2 || !c.isBuiltin(call, "make") {
			continue
		}
		ch, ok := c.pass.TypesInfo.TypeOf(call).Underlying().(*types.Chan)
		if !ok || c.sizeOf(ch.Elem()) == 0 || c.skips(call.Pos()) {
			continue
		}
		n := c.pass.TypesInfo.Types[call.Args[1]].Value
		if n == nil {
			c.inputBuffer(call, ir.FuncAround(cur))
			continue
		}
		if constant.Compare(constant.ToInt(n), token.LSS, constant.MakeInt64(least)) {
			continue
		}
		what := fmt.Sprintf("a buffer of %s elements", n)
		if !hasTypeParam(ch.Elem()) {
			what += ", " + bytes(constant.ToInt(n), c.sizeOf(ch.Elem())) + " at once,"
		}
		c.rep.ReportOn(call, hugeBuffer, what+" slows senders down too late: so much waits before it is full", nil)
	}
}

// sizeOf returns the size of a value of type t, 1 if it depends on a type parameter.
func (c *checker) sizeOf(t types.Type) int64 {
	if hasTypeParam(t) {
		return 1
	}
	return c.pass.TypesSizes.Sizeof(t)
}

func hasTypeParam(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		return true
	case *types.Array:
		return hasTypeParam(t.Elem())
	case *types.Named:
		for arg := range t.TypeArgs().Types() {
			if hasTypeParam(arg) {
				return true
			}
		}
		// A type that is declared in a generic function has its parameters too.
		return hasTypeParam(t.Underlying())
	case *types.Struct:
		for f := range t.Fields() {
			if hasTypeParam(f.Type()) {
				return true
			}
		}
	}
	return false
}

// bytes returns how messages write n times size bytes.
func bytes(n constant.Value, size int64) string {
	total := constant.BinaryOp(n, token.MUL, constant.MakeInt64(size))
	mib := constant.BinaryOp(total, token.QUO_ASSIGN, constant.MakeInt64(1<<20)) // of integers
	if constant.Sign(mib) == 0 {
		return total.String() + " bytes"
	}
	return mib.String() + " MiB"
}
