package example

import (
	"encoding/json"
	"io"
)

func marshal(v any) io.Reader {
	pr, pw := io.Pipe()
	go func() {
		if err := json.NewEncoder(pw).Encode(v); err != nil {
			return // want `goroutine ends here without closing pw: whoever reads from pr waits for ever`
		}
		pw.Close()
	}()
	return pr
}
