package example

import "time"

func refreshOK(url string) {
	for range time.Tick(time.Minute) {
		fetch(url) // while this runs, the ticker drops ticks
	}
}
