package example

import (
	"context"
	"log"
	"net/http"
)

type mailer interface {
	Send(ctx context.Context, to string) error
}

func signUp(m mailer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		to := r.FormValue("email")
		go func() { // want `goroutine works with the context of a request that is answered at once: when the function returns, r.Context\(\) is cancelled \(m.Send at line 17\)`
			if err := m.Send(r.Context(), to); err != nil {
				log.Print("sign-up: ", err)
			}
		}()
		w.WriteHeader(http.StatusAccepted)
	}
}
