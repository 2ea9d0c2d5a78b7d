// Package shadowed has two errors of one name.
package shadowed

import (
	"fmt"
	"io"
	"sync"
)

// Export writes all entries of m to w.
func Export(w io.Writer, m *sync.Map) error {
	var err error
	m.Range(func(key, value any) bool {
		_, err := fmt.Fprintf(w, "%v=%v\n", key, value)
		return err == nil
	})
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}
