// Package silenthandler answers nothing, which says that all is well.
package silenthandler

import (
	"fmt"
	"io/fs"
	"net/http"
)

// Sizes answers with the size of the file that is asked for.
func Sizes(disk fs.FS) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		info, err := fs.Stat(disk, r.PathValue("name"))
		if err != nil {
			http.Error(w, "no size", http.StatusInternalServerError)
			return
		}
		fmt.Fprintln(w, info.Size())
	})
}
