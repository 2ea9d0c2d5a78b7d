// Package blockedproducer stops reading when it has found what it looks for.
package blockedproducer

import "strings"

// Find reports whether a line of text contains word.
func Find(text, word string) bool {
	done := make(chan struct{})
	defer close(done)
	for line := range lines(text, done) {
		if strings.Contains(line, word) {
			return true
		}
	}
	return false
}

func lines(text string, done <-chan struct{}) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for line := range strings.Lines(text) {
			select {
			case out <- line:
			case <-done:
				return
			}
		}
	}()
	return out
}
