// Command scale measures how the time of an analysis grows with what is
// analysed.
//
//	go run ./test/scale           measure
//	go run ./test/scale -check    and fail if it grows faster than it may
//
// It generates packages with 250 to 2,000 functions, full of goroutines,
// channels, WaitGroups, selects, constructors with their Close and resources, of
// which the small ones are the beginnings of the large ones, and fits an exponent
// to the times: 1 is linear. Memory gets slower as there is more of it, so the
// times are held against those of type-checking the same packages. It also generates packages that are hard for one
// reason each (closures 200 deep, a function with 2,000 blocks, or 500
// channels), and holds each to a limit.
//
// All rules run, with all categories, one step (an analyzer or a pass) after the
// other. Loading and type-checking a package is not counted. Times
// are of the CPU, where the system tells, and without the collection of garbage.
// Of some rounds, which take turns with the sizes, the least counts: what is more
// is the machine's. What a pass does lazily, the building of SSA above all, counts
// for the first that asks for it.
package main
