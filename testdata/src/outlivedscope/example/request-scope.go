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
		go func() { // want `goroutine works with a context that ends with the request: when the function returns, r.Context\(\) is cancelled, and nothing waits for the goroutine \(m.Send at line 17\)`
			if err := m.Send(r.Context(), to); err != nil {
				log.Print("sign-up: ", err)
			}
		}()
		w.WriteHeader(http.StatusAccepted)
	}
}
