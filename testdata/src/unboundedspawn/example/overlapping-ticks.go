package example

import "time"

func refresh(url string) {
	for range time.Tick(time.Minute) {
		go fetch(url) // want `each tick of time.Tick\(\) \(1m0s\) starts a goroutine, whether or not the last one is done`
	}
}
