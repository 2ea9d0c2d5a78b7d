// Package requestscope works on after the response, with the request's context.
package requestscope

import (
	"context"
	"log"
	"net/http"
	"time"
)

// Orders is where orders are saved.
type Orders interface {
	Save(ctx context.Context, order string) error
}

// Handler accepts orders, and saves them later.
func Handler(o Orders) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		order := r.FormValue("order")
		go func() {
			ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), time.Minute)
			defer cancel()
			if err := o.Save(ctx, order); err != nil {
				log.Printf("save: %v", err)
			}
		}()
		w.WriteHeader(http.StatusAccepted)
	}
}
