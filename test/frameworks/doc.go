// Package frameworks holds asynclint against the real frameworks: the modules
// that its model, its fixtures and its rules speak of, in the versions that go.mod
// names. It is a module of its own since none of them is a dependency of
// asynclint's. Run it with
//
//	env -C test/frameworks go test -timeout=30m ./...
//
// It needs the Go module proxy the first time, and many minutes to compile
// what the programs import; later runs take what go build has cached.
//
// There are five tests:
//
//   - TestRows looks up each row of the model, and each type of handlers, in the
//     module that it speaks of: the symbol and whatever other functions the row names;
//     parameters and results by their indices, whether there is a function, a channel,
//     an error, what releases a resource; the declaration's position in the row's
//     version. And it asks the model about the declaration, as analyzers do, which must
//     know the row. Some packages are for other systems, and some need C: these are
//     type-checked without it, so that what they say in terms of C has no type. The
//     test's log says how many rows were found where.
//   - TestLegacyPaths does so for the older paths of some modules, of which the model
//     says that the same holds but for some symbols.
//   - TestStubs compares what the fixtures under testdata/src declare in the names
//     of these modules with what the modules declare: each exported function, type,
//     method, field, constant and variable of a stub has the type that the real one has.
//   - TestPrograms runs asynclint, as go vet's tool with its default settings, over
//     the packages in the folders here. Each is a small program that builds
//     against one framework; its comments "want" say what is found on their line, as
//     regular expressions for "RULE/CATEGORY: MESSAGE", and nothing else may be found.
//     (A comment "want +2" speaks of the second line after it.) Comments above the
//     package clause ask for other settings: see the type settings.
//   - TestCallbacks does so with programs that it makes itself, one callback that
//     sleeps for each row about callbacks.
//
// To add a framework, require its module (what only rows speak of is imported in
// rows.go, which is never built), and write a folder for it.
package frameworks
