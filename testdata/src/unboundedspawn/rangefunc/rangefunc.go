package rangefunc

import (
	"iter"
	"net/http"
)

func fetch(url string) { http.Get(url) }

func each(urls iter.Seq[string]) {
	sem := make(chan struct{}, 4)
	for u := range urls {
		go func() {
			sem <- struct{}{} // want `the task takes sem after it was started: work is limited, but each element of urls starts a goroutine`
			fetch(u)
			<-sem
		}()
	}
}

func eachLimited(urls iter.Seq[string]) {
	sem := make(chan struct{}, 4)
	for u := range urls {
		sem <- struct{}{}
		go func() {
			fetch(u)
			<-sem
		}()
	}
}

func inner(events <-chan iter.Seq[string]) {
	for seq := range events {
		for u := range seq {
			go fetch(u) // want `each value of events starts a goroutine`
		}
	}
}

func joined(urls iter.Seq[string]) {
	for u := range urls {
		done := make(chan struct{})
		go func() {
			fetch(u)
			close(done)
		}()
		<-done
	}
}
