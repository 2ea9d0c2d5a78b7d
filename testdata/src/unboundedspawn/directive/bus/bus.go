// Package bus declares what others start tasks with.
package bus

import "net/http"

type Bus struct {
	//asynclint:bounded -- the dispatcher has eight goroutines
	Handle func(string)
	Notify func(string)
}

//asynclint:bounded -- run by the workers of the pool
type Job func(string)

type Runner interface {
	//asynclint:bounded
	Run(string)
	Other(string)
}

// Post sends what the caller counts.
//
//asynclint:bounded
func Post(s string) { Send(s) }

func Send(s string) {
	if resp, err := http.Post(s, "text/plain", nil); err == nil {
		resp.Body.Close()
	}
}

func (b *Bus) own(events <-chan string) {
	for e := range events {
		go b.Handle(e)
		go b.Notify(e) // want `they pile up when b.Notify is slow`
	}
}
