package example

import (
	"log"
	"runtime/debug"
)

func consumeAll(jobs <-chan func()) {
	log.Print("starting the worker")
	go func() {
		for job := range jobs {
			run(job)
		}
	}()
}

func run(job func()) {
	defer func() {
		if r := recover(); r != nil {
			log.Printf("a job panicked: %v\n%s", r, debug.Stack())
		}
	}()
	job()
}
