package spawner

import (
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/panjf2000/gnet/v2"
)

// All of it is on the goroutine.
func (a *agent) fine(tick *time.Ticker) {
	for {
		select {
		case url := <-a.urls:
			go func() { use(get(url)) }()
			go func(u string) { use(get(u)) }(url)
			go get(url)
			go fetcher{}.fetch(url)
		case <-tick.C:
			go use(fmt.Sprint(len(a.urls)))
			defer use(a.last)
		case <-a.quit:
			return
		}
	}
}

type fetcher struct{}

func (fetcher) fetch(url string) { get(url) }

// The receive is the loop's own.
func own(in chan string) {
	for {
		v := <-in
		go use(v)
	}
}

func direct(in chan string) {
	for {
		go use(<-in)
	}
}

// No loop that serves others.
func once(url string, urls []string) {
	go use(get(url))
	for _, u := range urls {
		go use(get(u))
	}
	for range 3 {
		go use(get(url))
	}
}

// What the literal waits for, it waits for on the goroutine.
func literals(in chan func(), mu *sync.Mutex) {
	for f := range in {
		go use(apply(func() string { return get("x") }))
		go f()
		mu.Lock()
		go mu.Unlock()
	}
}

func apply(func() string) string { return "" }

// Told of its end by the case.
func stops(urls chan string, quit chan struct{}) {
	for {
		select {
		case <-urls:
			go use("a")
		case <-quit:
			defer use("b")
			go use(get("last"))
			return
		}
	}
}

type quiet struct {
	gnet.BuiltinEventEngine
}

func (quiet) OnTraffic(c gnet.Conn) gnet.Action {
	buf, _ := c.Next(-1)
	data := append([]byte(nil), buf...)
	go use(string(data))
	defer use(name(c))
	go func() {
		if resp, err := http.Get("x"); err == nil {
			resp.Body.Close()
		}
	}()
	return gnet.None
}

func name(c gnet.Conn) string { return fmt.Sprint(c) }
