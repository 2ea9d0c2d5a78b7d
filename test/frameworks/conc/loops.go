package conc

import (
	"io"
	"net/http"

	"github.com/sourcegraph/conc/stream"
)

// copied writes in order, which is what a stream is for, however long it takes.
func copied(w io.Writer, urls []string) {
	s := stream.New().WithMaxGoroutines(4)
	for _, url := range urls {
		s.Go(func() stream.Callback {
			resp, err := http.Get(url)
			if err != nil {
				return func() {}
			}
			return func() {
				defer resp.Body.Close()
				_, _ = io.Copy(w, resp.Body)
			}
		})
	}
	s.Wait()
}
