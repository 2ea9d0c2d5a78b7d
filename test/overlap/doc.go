// Overlap measures how much of what asynclint says about errors that vanish other
// tools say too, and how much of what they say it says, on the modules of the
// corpus:
//
//	cd test/overlap && go run . [-only raft,serf] [-rules lostfuture]
//
// The other tools are errcheck, nilerr, staticcheck with the checks that run by
// default, and go vet. They run as users of golangci-lint or nogo run them, as
// analyzers, in one vet tool: that of the folder others. go vet is the one that
// comes with Go.
//
// Two reports are the same if they are about the same line of the same file:
// whoever reads both is sent to the same place. What they say of it may differ,
// and what another tool says on the next line is not counted: nilerr, for one,
// reports the return statement where lostgoerror/nil-instead reports the condition
// before it.
//
// Test files don't count for any tool: asynclint leaves errors in tests alone
// unless it is asked. Comments by which code tells another tool to keep quiet
// (//nolint, //lint:ignore) don't count either, since the programs that know
// them don't run.
//
// A first run takes long, since staticcheck's facts are computed for all
// dependencies; go vet's cache makes the next one quick. -only selects modules.
//
// The module is apart from asynclint's because it needs the other tools.
package main
