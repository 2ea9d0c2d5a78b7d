// Package nopartner signals to nobody.
package nopartner

// Warm loads a cache ahead of time.
func Warm(load func()) {
	go func() {
		load()
	}()
}
