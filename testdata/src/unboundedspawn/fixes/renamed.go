package fixes

import rt "runtime"

func renamed(urls <-chan string) {
	println(rt.NumCPU())
	for u := range urls {
		go func() { // want `each value of urls starts a goroutine`
			fetch(u)
		}()
	}
}
