package channels

import (
	"cmp"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// An env says which parameters of a function are the channel of a query, in one
// call of the function: those for which this is not the same in all calls.
type env struct{ envKey }

type envKey struct {
	fn     *ssa.Function
	params string // a Certainty for each parameter
	outer  *env   // of the functions around fn
}

func (en *env) of(fn *ssa.Function) *env {
	for ; en != nil; en = en.outer {
		if en.fn == fn {
			return en
		}
	}
	return nil
}

// maxBlocks bounds the functions that are looked at again for calls that pass
// different channels.
const maxBlocks = 200

// envFor returns the environment of a function that is run where en holds; nil
// if it is the same as in all calls.
func (q query) envFor(r run, en *env) *env {
	var outer *env
	for fn := r.fn.Parent(); fn != nil && outer == nil; fn = fn.Parent() {
		outer = en.of(fn)
	}
	if len(r.fn.Blocks) > maxBlocks {
		return outer
	}
	differs := false
	params := make([]byte, len(r.fn.Params))
	for i, param := range r.fn.Params {
		n := q.graph.nodes[param]
		if n == nil || n.exactly(q.channel) == No {
			continue
		}
		usually := n.exactly(q.channel)
		params[i] = byte(usually)
		if i < len(r.args) {
			params[i] = byte(q.denotes(r.args[i], en))
			differs = differs || Certainty(params[i]) != usually
		}
	}
	if !differs {
		return outer
	}
	key := envKey{r.fn, string(params), outer}
	if q.envs[key] == nil {
		q.envs[key] = &env{key}
	}
	return q.envs[key]
}

// exactly says whether the node is the channel, whoever the caller.
func (n *node) exactly(c *Channel) Certainty {
	if _, ok := slices.BinarySearchFunc(n.channels, c, byNumber); !ok {
		return No
	}
	if n.ambiguous() {
		return May
	}
	return Must
}

// ambiguous reports whether the node may be several things.
func (n *node) ambiguous() bool { return len(n.channels) > 1 || n.unknown || n.isNil }

func byNumber(a, b *Channel) int { return cmp.Compare(a.number, b.number) }

// maxLookback bounds the search for what a value is where an env holds.
const maxLookback = 64

// denotes says whether v is the channel where en holds.
func (q query) denotes(v ssa.Value, en *env) Certainty {
	n := q.lookup(v)
	if n == nil {
		return No
	}
	result := n.exactly(q.channel)
	if result != May || en == nil {
		return result
	}
	seen := make(map[*node]bool)
	return q.trace(n, en, seen)
}

func (q query) trace(n *node, en *env, seen map[*node]bool) Certainty {
	result := n.exactly(q.channel)
	if result != May || n.shared || n.origin != nil {
		return result
	}
	if n.param != nil {
		if en := en.of(n.param.Parent()); en != nil {
			for i, param := range n.param.Parent().Params {
				if param == n.param {
					return Certainty(en.params[i])
				}
			}
		}
		return result
	}
	if n.foreign || len(n.in) == 0 || len(seen) >= maxLookback {
		return result
	}
	seen[n] = true
	some, all := false, true
	for _, e := range n.in {
		if seen[e.node] {
			continue
		}
		c := q.trace(e.node, en, seen)
		some, all = some || c != No, all && c == Must
	}
	switch {
	case all:
		return Must
	case some:
		return May
	}
	return No
}
