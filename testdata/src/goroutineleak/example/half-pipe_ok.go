package example

import (
	"encoding/json"
	"io"
)

func marshalOrFail(v any) io.Reader {
	pr, pw := io.Pipe()
	go func() {
		pw.CloseWithError(json.NewEncoder(pw).Encode(v))
	}()
	return pr
}
