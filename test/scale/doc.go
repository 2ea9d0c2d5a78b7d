// Command scale measures how the time of an analysis grows with what is
// analysed.
//
//	go run ./test/scale           measure
//	go run ./test/scale -check    and fail if it grows faster than it may
//
// It generates packages with 250 to 2,000 functions, full of goroutines,
// channels, WaitGroups, selects, constructors with their Close and resources, of
// which the small ones are the beginnings of the large ones, and fits an exponent
// to the times: 1 is linear. It also generates packages that are hard for one
// reason each (closures 200 deep, a function with 2,000 blocks, or 500
// channels), and holds each to a limit.
//
// All rules run, with all categories. A package is loaded and type-checked once,
// which is not counted. Of some rounds, which take turns with the sizes, the
// least time counts: everything else is the machine's. It is CPU time, where the
// system tells it. The steps, which are analyzers and passes, have wall times:
// they show where to look. What a pass does lazily, the building of SSA above
// all, counts for the first that asks for it.
package main
