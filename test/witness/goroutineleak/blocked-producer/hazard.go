// Package blockedproducer stops reading when it has found what it looks for.
package blockedproducer

import "strings"

// Find reports whether a line of text contains word.
func Find(text, word string) bool {
	for line := range lines(text) {
		if strings.Contains(line, word) {
			return true
		}
	}
	return false
}

func lines(text string) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for line := range strings.Lines(text) {
			out <- line
		}
	}()
	return out
}
