package peritem

import (
	"net/http"
	"sync"
)

func fetch(url string) {
	resp, err := http.Get(url)
	if err == nil {
		resp.Body.Close()
	}
}

func all(urls []string) {
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Add(1)
		go func() { // want `each element of urls starts a goroutine, all at once: nothing limits how many call fetch → http.Get together`
			defer wg.Done()
			fetch(u)
		}()
	}
	wg.Wait()
}

func entries(m map[string]int) {
	for k := range m {
		go fetch(k) // want `each element of m starts a goroutine, all at once`
	}
}

func limited(urls []string) {
	sem := make(chan struct{}, 4)
	for _, u := range urls {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			fetch(u)
		}()
	}
}

func few() {
	for _, u := range []string{"a", "b"} {
		go fetch(u)
	}
	for i := range 3 {
		go fetch(string(rune(i)))
	}
}

func oneByOne(urls []string) {
	for _, u := range urls {
		done := make(chan struct{})
		go func() {
			defer close(done)
			fetch(u)
		}()
		<-done
	}
}

func computes(list []int) {
	for i, n := range list {
		go func() { list[i] = n * n }()
	}
}
