// Command bench compares what vettools cost on a real module, in one run.
//
//	go run ./test/bench             compare cold, warm and after an edit
//	go run ./test/bench -check      and fail if asynclint is over its budget
//	go run ./test/bench -startup    compare how long it takes to start
//
// The tools are an empty vettool, one that in addition has facts and therefore
// visits each dependency (the floor), go vet's own, asynclint, and staticcheck,
// which is no vettool and runs as a process of its own on the same packages.
// The module is one of the corpus; its dependencies are compiled beforehand, so
// that no compiler takes part in any figure.
//
// # How it measures
//
// This program is also the vettool that go vet is given: it runs the tool under
// test with the same arguments, and notes the CPU time and memory that the
// system counted for that process, and the size of the facts it wrote. Asked for
// its identity, it answers with a salt, which is how a run is made cold without
// emptying the go command's cache: results are looked up by the identity of the
// tool, compiled packages are not.
//
// Each round runs all vettools together, each package through one after the
// other, in changing order. That is what CPU, memory and facts are taken from: a
// machine that is busy with something else is so for all of them, and ratios
// hold where times don't. Facts stay apart, each tool sees its own. Then each
// tool runs alone, which gives its wall time; -wall=false leaves this out.
// Figures are medians over rounds.
//
// The scenarios are cold, warm (nothing changed) and after an edit: a new
// exported function in a package that imports no other of its module. Of those
// it is the one that most others import, the hardest case.
//
// CPU is summed over the tool's processes. Staticcheck's, which always runs
// alone, includes the go list that it runs. Wall time includes the go command,
// and the few milliseconds per package of measuring. Compare figures within one
// run only.
package main
