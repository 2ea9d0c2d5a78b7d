// Package unreadassign keeps an error where nobody looks.
package unreadassign

import (
	"encoding/json"
	"fmt"
	"io"
	"sync"
)

// Save writes a value to a disk and to its mirror, at the same time.
func Save(disk, mirror io.Writer, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		_, err = fmt.Fprintf(mirror, "%s\n", data)
	})
	if _, err := fmt.Fprintf(disk, "%s\n", data); err != nil {
		wg.Wait()
		return err
	}
	wg.Wait()
	return err
}
