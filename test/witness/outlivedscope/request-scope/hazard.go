// Package requestscope works on after the response, with the request's context.
package requestscope

import (
	"context"
	"log"
	"net/http"
)

// Handler accepts orders, and saves them later.
func Handler(save func(context.Context, string) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		order := r.FormValue("order")
		go func() {
			if err := save(r.Context(), order); err != nil {
				log.Printf("save: %v", err)
			}
		}()
		w.WriteHeader(http.StatusAccepted)
	}
}
