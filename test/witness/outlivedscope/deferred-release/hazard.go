// Package deferredrelease closes a file before it is written.
package deferredrelease

import (
	"log"
	"os"
)

// Append adds a line to a file, as soon as the line is there.
func Append(path string, line func() string) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	go func() {
		if _, err := f.WriteString(line()); err != nil {
			log.Printf("append: %v", err)
		}
	}()
	return nil
}
