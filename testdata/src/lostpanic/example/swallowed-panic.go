package example

import "log"

func consume(jobs <-chan func()) { // want +4 `recover throws the value of the panic away: this task stops in the middle, and nobody learns that or why`
	log.Print("starting the worker")
	go func() {
		defer func() {
			recover()
		}()
		for job := range jobs {
			job()
		}
	}()
}
