// Package stall measures on real frameworks what loopblock warns of: how long the
// events of others wait while a callback blocks the loop that serves them all.
//
// There is a folder for each framework, and for a select loop and an accept loop of
// one's own. It has
//
//   - broken.go: a callback, or a loop, that enters orders in a ledger (or charges for
//     them), which takes 100 ms;
//   - offloaded.go: the same, with that out of the loop's way, by the means that the
//     framework has for it;
//   - a file that runs either of them, with the real framework and, in this process,
//     the broker, server or cluster that it talks to.
//
// TestStall puts both under the same load (see package load) and prints the latency
// of the events that have nothing to do with orders. While the broken one enters
// orders, others must wait for at least as long as one of them takes; beside the
// offloaded one, no more than a quarter of that. Two scenarios show who does not
// wait: another subscription, and another handler of an informer's events.
//
// TestHang shows what loopdeadlock warns of: calls that some frameworks forbid in
// callbacks do not come back (forbidden.go), and what they have for it does.
//
// TestFindings runs asynclint over the same code: it reports the lines of the
// broken and forbidden callbacks that wait, and nothing else.
//
// It is a module of its own for the frameworks' sake. Run it with
//
//	env -C test/stall go test -v .
package stall
