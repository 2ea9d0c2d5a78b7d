package example

import "log"

func watch(events <-chan string) {
	defer recover() // want `defer recover\(\) does not recover: recover works only if a deferred function calls it; a panic goes on`
	for event := range events {
		log.Print(event)
	}
}
