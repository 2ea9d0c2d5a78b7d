package tasks

import (
	"go/types"
	"slices"
)

// ends are the objects on which waiting means waiting for a task.
type ends struct {
	sure  map[object]bool // the value: several tasks signal it, so that one receive is not enough
	maybe map[object]bool
}

func (e ends) has(o object) bool {
	_, sure := e.sure[o]
	return sure || e.maybe[o]
}

// endsOf returns what f signals, and what those signal in turn who wait for
// that: a goroutine that closes a channel after Wait.
func (g *graph) endsOf(f *Flow) ends {
	e := ends{sure: make(map[object]bool), maybe: make(map[object]bool)}
	m := g.meetingsOf(f.In)
	var work []object
	merge := func(from *Flow, sure bool) {
		for _, a := range from.sum.acts {
			if !a.obj.known() {
				continue
			}
			switch {
			case a.kind == signals && sure:
				many := from.Times.Often != Once && isChannel(a.obj)
				if old, ok := e.sure[a.obj]; !ok || old && !many {
					e.sure[a.obj] = many
					work = append(work, a.obj)
				}
			case a.kind == signals || a.kind == calls && from == f:
				if !e.maybe[a.obj] {
					e.maybe[a.obj] = true
					work = append(work, a.obj)
				}
			}
		}
		for _, a := range from.sum.started {
			if a.kind == signals && a.obj.known() && !e.maybe[a.obj] {
				e.maybe[a.obj] = true
				work = append(work, a.obj)
			}
		}
	}
	merge(f, true)
	for len(work) > 0 {
		o := work[len(work)-1]
		work = work[:len(work)-1]
		_, sure := e.sure[o]
		for _, other := range m.waiters[o] {
			if other != f {
				merge(other, sure && waitsSurely(other, o))
			}
		}
		for _, helper := range m.helpers {
			started := g.effects(helper).started
			if !slices.ContainsFunc(started, func(a act) bool { return a.kind == waits && a.obj == o }) {
				continue
			}
			for _, a := range started {
				if a.kind == signals && a.obj.known() && !e.maybe[a.obj] {
					e.maybe[a.obj] = true
					work = append(work, a.obj)
				}
			}
		}
	}
	return e
}

func waitsSurely(f *Flow, o object) bool {
	return slices.ContainsFunc(f.sum.acts, func(a act) bool { return a.kind == waits && a.obj == o && !a.arm })
}

func isChannel(o object) bool {
	_, ok := o.typ().Underlying().(*types.Chan)
	return ok
}
