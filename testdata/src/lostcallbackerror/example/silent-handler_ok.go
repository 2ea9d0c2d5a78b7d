package example

import (
	"encoding/json"
	"net/http"
)

func createOrderOrSayWhyNot(w http.ResponseWriter, r *http.Request) {
	var o order
	err := json.NewDecoder(r.Body).Decode(&o)
	if err != nil {
		http.Error(w, "no order: "+err.Error(), http.StatusBadRequest)
		return
	}
	w.WriteHeader(http.StatusCreated)
}
