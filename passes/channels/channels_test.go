package channels_test

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
)

// printer reports every channel and its operations where it is made, and at each
// call what it does to channels.
var printer = &analysis.Analyzer{
	Name:     "printer",
	Doc:      "reports every channel, and what calls do to it",
	Requires: []*analysis.Analyzer{ir.Analyzer, channels.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		p := printing{pass, channels.Of(pass)}
		for _, c := range p.result.All() {
			pass.Reportf(c.Makes[0].Pos(), "%s", p.channel(c))
		}
		for _, fn := range ir.Of(pass).Functions() {
			for call := range ir.Calls(fn) {
				if s := p.call(call); s != "" {
					pass.Reportf(position(call), "%s", s)
				}
			}
		}
		return nil, nil
	},
}

type printing struct {
	pass   *analysis.Pass
	result *channels.Result
}

// at returns a line relative to the line where c is made.
func (p printing) at(pos token.Pos, c *channels.Channel) string {
	return fmt.Sprintf("@%d", p.pass.Fset.Position(pos).Line-p.pass.Fset.Position(c.Makes[0].Pos()).Line)
}

func (p printing) channel(c *channels.Channel) string {
	s := c.Name() + " cap "
	switch {
	case c.Cap.Known:
		s += fmt.Sprint(c.Cap.N)
	case c.Cap.Expr != nil:
		s += "computed"
	default:
		s += "unknown"
	}
	if c.Local() {
		s += " local"
	}
	for i, op := range c.Ops {
		s += map[bool]string{true: ": ", false: ", "}[i == 0] + p.op(op, c)
	}
	if c.Escape != nil {
		s += "; escapes" + p.at(escape(c), c) + ", others " + others(c)
	}
	return s
}

// position returns where call is. That of a loop over a function has no position,
// but the loop has.
func position(call ssa.CallInstruction) token.Pos {
	if pos := call.Pos(); pos.IsValid() {
		return pos
	}
	for _, arg := range call.Common().Args {
		if mc, ok := arg.(*ssa.MakeClosure); ok {
			return mc.Fn.Pos()
		}
	}
	return token.NoPos
}

// escape returns where c escapes. Implicit conversions have no position.
func escape(c *channels.Channel) token.Pos {
	for _, instr := range c.Escape.Block().Instrs[slices.Index(c.Escape.Block().Instrs, c.Escape):] {
		if instr.Pos().IsValid() {
			return instr.Pos()
		}
	}
	return token.NoPos
}

func others(c *channels.Channel) string {
	switch send, recv := c.Elsewhere(channels.Send), c.Elsewhere(channels.Recv); {
	case send && recv:
		return "do anything"
	case send:
		return "send"
	}
	return "receive"
}

func (p printing) op(op *channels.Op, c *channels.Channel) string {
	if !op.Maybe && p.result.Of(op.Chan) != c {
		p.pass.Reportf(op.Pos(), "is this %s or not?", c.Name())
	}
	s := op.Kind.String() + p.at(op.Pos(), c)
	for _, word := range []struct {
		ok   bool
		text string
	}{
		{op.Guarded(), "guarded"},
		{op.HasDefault, "default"},
		{op.Range, "range"},
		{op.CommaOk, "ok"},
		{op.Deferred, "deferred"},
		{op.Go, "go"},
		{op.Maybe, "maybe"},
		{op.In != c.In, "in " + op.In.Name()},
	} {
		if word.ok {
			s += " " + word.text
		}
	}
	return s
}

func (p printing) call(call ssa.CallInstruction) string {
	var does []string
	for _, c := range p.result.All() {
		for _, kind := range []channels.OpKind{channels.Send, channels.Recv, channels.Close} {
			if answer := p.result.Does(call, c, kind); answer != channels.No {
				least, most := p.result.CountAt(call, c, kind)
				count := fmt.Sprintf("%d to %d", least, most)
				if most < 0 {
					count = fmt.Sprintf("%d or more", least)
				}
				does = append(does, fmt.Sprintf("%s %s %s, %s", answer, kind, c.Name(), count))
			}
		}
	}
	return strings.Join(does, "; ")
}

func Test(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), printer, "channels/...")
}

func TestOfWithoutResults(t *testing.T) {
	assert.NotNil(t, channels.Of(&analysis.Pass{Pkg: types.NewPackage("p", "p")}))
}
