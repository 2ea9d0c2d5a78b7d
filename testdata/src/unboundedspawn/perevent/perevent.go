package perevent

import (
	"context"
	"net"
	"net/http"
	"os"
	"os/signal"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

type event struct {
	url, key string
	size     int
}

func fetch(url string) {
	resp, err := http.Get(url)
	if err == nil {
		resp.Body.Close()
	}
}

func ranges(events <-chan event) {
	for e := range events {
		go func() { // want `each value of events starts a goroutine, and nothing limits how many run: they pile up when fetch → http.Get is slow`
			fetch(e.url)
		}()
	}
}

func named(events <-chan event) {
	for e := range events {
		go fetch(e.url) // want `each value of events starts a goroutine`
	}
}

func oneLine(events <-chan event) {
	for e := range events {
		go func() { fetch(e.url) }() // want `each value of events starts a goroutine`
	}
}

func selects(ctx context.Context, events <-chan event) {
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-events:
			go fetch(e.url) // want `each value of events starts a goroutine`
		}
	}
}

func packets(pc net.PacketConn) {
	for {
		buf := make([]byte, 1500)
		n, addr, err := pc.ReadFrom(buf)
		if err != nil {
			return
		}
		go answer(pc, addr, buf[:n]) // want `each result of pc.ReadFrom starts a goroutine`
	}
}

func answer(pc net.PacketConn, addr net.Addr, b []byte) {
	fetch(string(b))
	pc.WriteTo(b, addr)
}

type consumer interface{ Poll(ms int) *event }

func polls(c consumer) {
	for {
		e := c.Poll(100)
		if e == nil {
			continue
		}
		go fetch(e.url) // want `each result of c.Poll starts a goroutine`
	}
}

func group(ctx context.Context, events <-chan event) error {
	g, _ := errgroup.WithContext(ctx)
	for e := range events {
		g.Go(func() error { // want `each value of events starts a task`
			fetch(e.url)
			return nil
		})
	}
	return g.Wait()
}

func groupVar(events <-chan event) error {
	var g errgroup.Group // for all of them
	for e := range events {
		g.Go(func() error { // want `each value of events starts a task`
			fetch(e.url)
			return nil
		})
	}
	return g.Wait()
}

func waitGroup(events <-chan event) {
	var wg sync.WaitGroup
	for e := range events {
		wg.Add(1)
		go func() { // want `each value of events starts a goroutine`
			defer wg.Done()
			fetch(e.url)
		}()
	}
	wg.Wait()
}

// No fix where a task waits for another one: the limit might keep that away.
func chained(events <-chan event) {
	turn := make(chan struct{}, 1)
	for e := range events {
		go func() { // want `each value of events starts a goroutine`
			fetch(e.url)
			select {
			case turn <- struct{}{}:
			default:
			}
		}()
	}
}

// A name that is taken.
func taken(events <-chan event) {
	sem := "semaphore"
	for e := range events {
		go func() { // want `each value of events starts a goroutine`
			fetch(e.url + sem)
		}()
	}
}

func handed(events <-chan event, handle func(event)) {
	for e := range events {
		go handle(e) // want `each value of events starts a goroutine, and nothing limits how many run: they pile up when handle is slow`
	}
}

// What a handler does is up to others.
type handler interface {
	HandlePacket(b []byte) error
	Name(prefix string) string
}

func server(pc net.PacketConn, h handler) error {
	for {
		buf := make([]byte, 1500)
		n, _, err := pc.ReadFrom(buf)
		if err != nil {
			return err
		}
		go func() { // want `each result of pc.ReadFrom starts a goroutine, and nothing limits how many run: they pile up when h.HandlePacket is slow`
			h.HandlePacket(buf[:n])
		}()
		go h.HandlePacket(buf[:n]) // want `they pile up when h.HandlePacket is slow`
	}
}

// Near-misses.

func names(events <-chan event, h handler, seen *sync.Map) {
	for e := range events {
		go func() { seen.Store(e.key, h.Name(e.key)) }()
	}
}

// It waits when it recovers from a panic, and when it is over.
func recovers(events <-chan event, seen *sync.Map) {
	for e := range events {
		go func() {
			defer func() {
				if recover() != nil {
					fetch("report")
				}
			}()
			seen.Store(e.key, e)
		}()
	}
}

func acknowledged(events <-chan *message) {
	for m := range events {
		go func() {
			fetch(m.url)
			m.Ack()
		}()
	}
}

type message struct{ url string }

func (m *message) Ack() {}

// What is in a variable of the package is a hook.
var debugf = func(format string, args ...any) {}

func hook(events <-chan event, seen *sync.Map) {
	for e := range events {
		go func() {
			debugf("saw %v", e)
			seen.Store(e.key, e)
		}()
	}
}

func semaphore(events <-chan event) {
	sem := make(chan struct{}, 10)
	for e := range events {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			fetch(e.url)
		}()
	}
}

func limited(events <-chan event) error {
	var g errgroup.Group
	g.SetLimit(10)
	for e := range events {
		g.Go(func() error {
			fetch(e.url)
			return nil
		})
	}
	return g.Wait()
}

func workers(events <-chan event) {
	for range 10 {
		go func() {
			for e := range events {
				fetch(e.url)
			}
		}()
	}
}

func batches(events <-chan []event) {
	for batch := range events {
		var wg sync.WaitGroup
		for _, e := range batch {
			wg.Add(1)
			go func() {
				defer wg.Done()
				fetch(e.url)
			}()
		}
		wg.Wait()
	}
}

// It computes, and is over soon.
func short(events <-chan event) {
	sum := 0
	var mu sync.Mutex
	for e := range events {
		go func() {
			mu.Lock()
			defer mu.Unlock()
			sum += e.size
		}()
	}
}

// Signals come one at a time.
func signals() {
	ch := make(chan os.Signal, 1)
	signal.Notify(ch, os.Interrupt)
	for range ch {
		go fetch("reload")
	}
}

func reloads(reload <-chan struct{}) {
	for range reload {
		go fetch("reload")
	}
}

// What servers are made of: subject of accept-loop.
func accepts(ln net.Listener) {
	for {
		conn, err := ln.Accept()
		if err != nil {
			return
		}
		go serve(conn)
	}
}

func connections(conns <-chan net.Conn) {
	for conn := range conns {
		go serve(conn)
	}
}

func serve(conn net.Conn) {
	defer conn.Close()
	var buf [10]byte
	conn.Read(buf[:])
}

// One for each key.
func keyed(events <-chan event) {
	known := make(map[string]net.Conn)
	var mu sync.Mutex
	for e := range events {
		mu.Lock()
		c, ok := known[e.key]
		if !ok {
			var err error
			if c, err = net.Dial("udp", e.url); err != nil {
				mu.Unlock()
				continue
			}
			known[e.key] = c
		}
		mu.Unlock()
		if _, err := c.Write(nil); err != nil {
			c.Close()
		}
		if !ok {
			go serve(c)
		}
	}
}

// There for more than one event.
func entities(events <-chan event) {
	for e := range events {
		commands := make(chan string)
		go func() {
			for c := range commands {
				fetch(e.url + c)
			}
		}()
		commands <- "start"
	}
}

// A list in disguise.
func list(urls []string) {
	ch := make(chan string)
	go func() {
		defer close(ch)
		for _, u := range urls {
			ch <- u
		}
	}()
	for u := range ch {
		go fetch(u)
	}
}

func counted(events <-chan event, limit int) {
	running := 0
	done := make(chan struct{}, 1)
	for e := range events {
		if running >= limit {
			<-done
			running--
		}
		running++
		go func() {
			fetch(e.url)
			done <- struct{}{}
		}()
	}
}

func paced(events <-chan event) {
	for e := range events {
		time.Sleep(time.Second)
		go fetch(e.url)
	}
}

func first(events <-chan event) {
	for e := range events {
		go fetch(e.url)
		return
	}
}

//asynclint:bounded
func declared(events <-chan event) {
	for e := range events {
		go fetch(e.url)
	}
}
