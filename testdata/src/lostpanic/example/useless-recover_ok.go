package example

import "log"

func watchSafely(events <-chan string) {
	defer func() {
		if r := recover(); r != nil {
			log.Print("watch: ", r)
		}
	}()
	for event := range events {
		log.Print(event)
	}
}
