// Package notests has a test, whose findings are left out by default.
package notests

import "os"

func file(name string) {
	f, _ := os.Open(name)
	defer f.Close() // want `deferred f.Close`
	go func() { f.Read(nil) }()
}
