package ir_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// callOf returns the first call of the named function in fn and in the loop
// bodies that are part of it.
func callOf(t *testing.T, fn *ssa.Function, name string) ssa.Instruction {
	t.Helper()
	for part := range ir.Parts(fn) {
		for call := range ir.Calls(part) {
			if f := call.Common().StaticCallee(); f != nil && f.Name() == name {
				return call
			}
		}
	}
	require.Fail(t, "no call", name)
	return nil
}

// calls is a Search.Stop for calls of the named function, deferred ones
// included.
func calls(name string) func(ssa.Instruction) bool {
	return func(instr ssa.Instruction) bool {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			return false
		}
		f := call.Common().StaticCallee()
		return f != nil && f.Name() == name
	}
}

// Each case is the body of a function in which start is called; the search looks
// for a way out after that on which stop is not called.
func TestEscape(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		line       int // of the exit, counting from the brace; 0 if there is none
	}{
		{"straight", "start()\nstop()", 0},
		{"end", "start()", 2},
		{"early return", "start()\nif a {\nreturn\n}\nstop()", 3},
		{"deferred", "start()\ndefer stop()\nif a {\nreturn\n}", 0},
		{"deferred before", "defer stop()\nstart()", 0},
		{"perhaps deferred before", "if a {\ndefer stop()\n}\nstart()", 5},
		{"same condition", "if a {\nstart()\n}\nif a {\nstop()\n}", 0},
		{"opposite condition", "if a {\nstart()\n}\nif !a {\nstop()\n}", 7},
		{"other condition", "if a {\nstart()\n}\nif b {\nstop()\n}", 7},
		{"same comparison", "if x != nil {\nstart()\n}\nif nil == x {\nreturn\n}\nstop()", 0},
		{"reversed comparison", "if n > 3 {\nstart()\n}\nif 3 < n {\nstop()\n}", 0},
		{"length", "if len(s) > 0 {\nstart()\n}\nif len(s) > 0 {\nstop()\n}", 0},
		{"same field", "if t.on {\nstart()\n}\nif t.on {\nstop()\n}", 0},
		{"other field", "if t.on {\nstart()\n}\nif t.off {\nstop()\n}", 7},
		{"assigned field", "if t.on {\nstart()\n}\nt.on = b\nif t.on {\nstop()\n}", 8},
		{"captured variable", "on := a\ndefer func() { on = b }()\nif on {\nstart()\n}\nif on {\nstop()\n}", 0},
		{"flag", "on := false\nif a {\nstart()\non = true\n}\nif on {\nstop()\n}", 0},
		{"flag not set", "on := false\nif a {\nstart()\n}\nif on {\nstop()\n}", 8},
		{"nil flag", "var y *int\nif a {\nstart()\ny = new(int)\n}\nif y != nil {\nstop()\n}", 0},
		{"assigned where not nil", "var y *int\nfor a {\nif x != nil {\ny = x\nstart()\nbreak\n}\n}\nif y != nil {\nstop()\n}", 0},
		{"flag kept for the next iteration", "on := false\nfor _, v := range s {\nif v == 7 && !on {\nreturn\n}\nif v > 3 {\non = true\nstart()\n}\nif b {\nn++\n}\n}\nstop()", 0},
		{"and", "if a && b {\nstart()\n}\nif a && b {\nstop()\n}", 0},
		{"loop", "for a {\nstart()\nif b {\nbreak\n}\nstop()\n}", 8},
		{"loop condition anew", "for i := range 3 {\nif i > n {\nstart()\ncontinue\n}\nif i > n {\nstop()\n}\n}", 10},
		{"endless", "start()\nfor {\n}", 0},
		{"endless select", "start()\nselect {}", 0},
		{"panic", "start()\nif a {\npanic(1)\n}\nstop()", 0},
		{"exit", "start()\nif a {\nos.Exit(1)\n}\nstop()", 0},
		{"body of an iterator", "for range seq {\nstart()\n}\nstop()", 0},
		{"return from an iterator", "for range seq {\nstart()\nif a {\nreturn\n}\n}\nif b {\nstop()\n}", 4},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := build(t, "package p\nimport \"os\"\nfunc start()\nfunc stop()\ntype T struct { on, off bool }\nvar _ = os.Exit\n"+
				"func f(a, b bool, n int, s []int, x *int, t *T, seq func(func(int) bool)) {\n"+tt.body+"\n}\n")
			e := p.Escape(callOf(t, find(t, p, "f"), "start"), ir.Search{Stop: calls("stop")})
			if tt.line == 0 {
				require.Nil(t, e)
				return
			}
			require.NotNil(t, e)
			assert.Equal(t, tt.line, p.Fset.Position(e.Pos()).Line-7)
		})
	}
}

// TestEscapeCrowded shows that paths are not taken for possible because there are
// too many conditions to see that they are not.
func TestEscapeCrowded(t *testing.T) {
	for repeated, found := range map[int]bool{10: true, 63: true, 64: false, 200: false} {
		p := build(t, "package p\nfunc start()\nfunc stop()\nfunc other()\nfunc f(n int) {\n"+
			strings.Repeat("n++\nif c := n > 1; c {\nother()\nif c {\nother()\n}\n}\n", repeated)+
			"a, b := n > 2, n > 3\nif a {\nstart()\n}\nif a {\nstop()\n}\nif b {\nstart()\n}\n}\n")
		var starts []ssa.Instruction
		for instr := range ir.Instrs(find(t, p, "f")) {
			if calls("start")(instr) {
				starts = append(starts, instr)
			}
		}
		require.Len(t, starts, 2)
		assert.Nil(t, p.Escape(starts[0], ir.Search{Stop: calls("stop")}), "with %d conditions", repeated)
		assert.Equal(t, found, p.Escape(starts[1], ir.Search{Stop: calls("stop")}) != nil, "with %d conditions", repeated)
	}
}

func TestEscapePanics(t *testing.T) {
	p := build(t, "package p\nfunc start()\nfunc f(a bool) { start(); if a { panic(1) }; select {} }")
	from := callOf(t, find(t, p, "f"), "start")
	assert.Nil(t, p.Escape(from, ir.Search{Stop: calls("stop")}))
	e := p.Escape(from, ir.Search{Stop: calls("stop"), Panics: true})
	require.NotNil(t, e)
	assert.IsType(t, (*ssa.Panic)(nil), e.Exit)
}

func TestEscapeEdges(t *testing.T) {
	p := build(t, `package p
func start()
func f(c, d chan int) {
	start()
	select {
	case <-c:
	case v, ok := <-d:
		_, _ = v, ok
		return
	}
}`)
	fn := find(t, p, "f")
	var arms []ir.Arm
	for instr := range ir.Instrs(fn) {
		if sel, ok := instr.(*ssa.Select); ok {
			arms = ir.Arms(sel)
		}
	}
	require.Len(t, arms, 2)
	assert.Nil(t, arms[0].Recv)
	assert.NotNil(t, arms[1].Recv)
	assert.NotNil(t, arms[1].OK)
	for _, arm := range arms {
		assert.Equal(t, &arm, ir.ArmOf(arm.From, arm.To))
	}
	assert.Nil(t, ir.ArmOf(arms[0].To, arms[0].From))
	without := func(closed ...ir.Arm) *ir.Escape {
		return p.Escape(callOf(t, fn, "start"), ir.Search{
			Stop: func(ssa.Instruction) bool { return false },
			Edge: func(from, to *ssa.BasicBlock) bool {
				for _, arm := range closed {
					if arm.From == from && arm.To == to {
						return false
					}
				}
				return true
			},
		})
	}
	if e := without(arms[0]); assert.NotNil(t, e) {
		assert.False(t, e.Implicit())
	}
	if e := without(arms[1]); assert.NotNil(t, e) {
		assert.True(t, e.Implicit())
	}
	assert.Nil(t, without(arms...))
}

func TestArmsWithDefault(t *testing.T) {
	p := build(t, `package p
func f(c, d chan int) int {
	select {
	case c <- 1:
		return 1
	case <-d:
		return 2
	default:
		return 3
	}
}`)
	for instr := range ir.Instrs(find(t, p, "f")) {
		if sel, ok := instr.(*ssa.Select); ok {
			arms := ir.Arms(sel)
			require.Len(t, arms, 3)
			for i, arm := range arms {
				require.NotNil(t, arm.To)
				ret := arm.To.Instrs[len(arm.To.Instrs)-1].(*ssa.Return)
				assert.Equal(t, int64(i+1), ret.Results[0].(*ssa.Const).Int64())
			}
			assert.Nil(t, arms[2].State)
		}
	}
}

func TestRangeRecv(t *testing.T) {
	p := build(t, "package p\nfunc f(c chan int) {\nfor range c {\n}\nv, ok := <-c\n_, _ = v, ok\n}")
	var ranges, receives int
	for instr := range ir.Instrs(find(t, p, "f")) {
		recv, ok := instr.(*ssa.UnOp)
		if !ok {
			continue
		}
		if from, to, ok := ir.RangeRecv(recv); ok {
			ranges++
			assert.Same(t, from, recv.Block())
			assert.Same(t, to, from.Succs[1])
		} else {
			receives++
		}
	}
	assert.Equal(t, 1, ranges)
	assert.Equal(t, 1, receives)
}

func TestLoop(t *testing.T) {
	p := build(t, `package p
func start()
func stop()
func once()
func f(a bool) {
	for range 3 {
		start()
		for a {
		}
	}
	once()
	for { stop() }
}`)
	fn := find(t, p, "f")
	loop := func(name string) int { return p.Loop(callOf(t, fn, name).Block()) }
	assert.Zero(t, loop("once"))
	assert.NotZero(t, loop("start"))
	assert.NotZero(t, loop("stop"))
	assert.NotEqual(t, loop("start"), loop("stop"))

	start := callOf(t, fn, "start").Block()
	header := p.Header(start)
	require.NotNil(t, header)
	assert.True(t, ir.IsHeader(header))
	assert.True(t, p.Body(header)[start])
	assert.False(t, p.Body(header)[callOf(t, fn, "stop").Block()])
	assert.Nil(t, p.Header(callOf(t, fn, "once").Block()))
}
