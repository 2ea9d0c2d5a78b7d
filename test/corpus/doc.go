// Command corpus runs asynclint over pinned versions of well-known modules and
// holds each finding against a ledger, in which someone who read the code has
// said whether it is right.
//
//	go run ./test/corpus                     all modules
//	go run ./test/corpus -smoke              four that are quick to compile, for continuous integration
//	go run ./test/corpus -only raft,caddy    some
//	go run ./test/corpus -rules lostgoerror  some rules or categories
//	go run ./test/corpus -update             bring the ledger up to date
//	go run ./test/corpus -md                 print the ledger's figures, run nothing
//
// Run it from anywhere in this module. The first run downloads and compiles the
// modules' dependencies, later ones use what the go command has cached.
//
// # The ledger
//
// ledger/NAME.json lists the findings in one module, each with a label:
//
//	bug    a defect: the harm that the rule is about can happen
//	smell  no defect today, but what the message says is true, and a reviewer would want it changed or explained
//	false  the message is wrong about the code
//
// and a sentence why. A run fails if it finds something that the ledger does not
// know, that has no label yet, or that is labelled false. It also fails if a
// part of a module does not load, unless corpus.json expects it: what was not
// analysed would look like what is clean. Entries that were not found again are
// listed, and fail nothing: a rule may have become more careful, or blind, and
// which of both is for the author of the change to say.
//
// -update adds new findings, unlabelled, and removes entries that are gone. A
// module without findings then has a ledger without entries: somebody looked. An
// entry whose fingerprint changed, because a message was reworded say, keeps its
// label if the rule still reports that category on that line.
//
// Entries of rules and categories that do not run, because they are opt-in and
// not asked for with -rules or because -rules names others, are left alone.
//
// The exit code is 0 if the ledger agrees, 1 if not, 2 if it could not be told.
package main
