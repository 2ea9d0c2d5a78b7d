package example

import "net/http"

func enqueue(w http.ResponseWriter, r *http.Request) {
	u := r.FormValue("url")
	go fetch(u) // want `each request to enqueue starts a goroutine that outlives it`
	w.WriteHeader(http.StatusAccepted)
}
