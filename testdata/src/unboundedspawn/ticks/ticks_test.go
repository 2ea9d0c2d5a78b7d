package ticks

import "time"

func pingAll(url string) {
	for range time.Tick(time.Second) {
		go ping(url)
	}
}
