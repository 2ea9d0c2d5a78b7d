package apimodel

import "slices"

// IsStd reports whether path is a package of the standard library or one of
// Go's own commands, vendored packages included. The list is that of the Go
// release that generated it: a package of a later one is unknown.
func IsStd(path string) bool {
	_, ok := slices.BinarySearch(stdPackages, path)
	return ok
}
