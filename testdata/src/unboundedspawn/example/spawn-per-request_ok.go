package example

import "net/http"

func enqueueOK(jobs chan<- string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		select {
		case jobs <- r.FormValue("url"): // a few workers range over jobs
			w.WriteHeader(http.StatusAccepted)
		default:
			http.Error(w, "busy", http.StatusServiceUnavailable)
		}
	}
}
