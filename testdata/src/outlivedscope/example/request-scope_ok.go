package example

import (
	"context"
	"log"
	"net/http"
	"time"
)

func signUpDetached(m mailer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		to := r.FormValue("email")
		go func() {
			// The values of the request, but not its end: a deadline instead.
			ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), time.Minute)
			defer cancel()
			if err := m.Send(ctx, to); err != nil {
				log.Print("sign-up: ", err)
			}
		}()
		w.WriteHeader(http.StatusAccepted)
	}
}
