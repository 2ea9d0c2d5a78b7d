// Package selects has loops with several sources of events, whose cases wait.
package selects

import (
	"bufio"
	"context"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"sync"
	"time"
)

type server struct {
	jobs, more chan string
	reload     chan bool
	reply      chan int
	done       chan struct{}
	wg         sync.WaitGroup
	mu         sync.Mutex
	cond       *sync.Cond
	client     *http.Client
	patient    *http.Client
	delay      time.Duration // newServer's
}

// In a method that the constructor starts, with each kind of wait.
func newServer() *server {
	s := &server{jobs: make(chan string), reload: make(chan bool), client: &http.Client{}, delay: 5 * time.Second}
	s.patient = &http.Client{Timeout: time.Second}
	go s.run()
	return s
}

func (s *server) run() {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for {
		select {
		case j := <-s.jobs:
			s.retry(j)  // want `\(\*server\).retry → time.Sleep in the case of s.jobs stalls the loop of \(\*server\).run: s.done, s.more, s.reload and t.C wait for it`
			s.wg.Wait() // want `\(\*sync.WaitGroup\).Wait in the case of s.jobs stalls the loop of \(\*server\).run`
			<-s.reply   // perhaps it comes at once
			http.Get(j) // want `http.Get in the case of s.jobs stalls the loop`
		case j := <-s.more:
			s.fetch(j)                        // want `\(\*server\).fetch → \(\*http.Client\).Do in the case of s.more`
			exec.Command("git", "pull").Run() // want `\(\*exec.Cmd\).Run in the case of s.more`
			net.Dial("tcp", j)                // want `net.Dial in the case of s.more`
			(&net.Dialer{}).Dial("tcp", j)    // want `\(\*net.Dialer\).Dial in the case of s.more`
		case <-s.reload:
			time.Sleep(s.delay)       // want `time.Sleep in the case of s.reload`
			<-time.After(time.Hour)   // want `receive from time.After\(\) in the case of s.reload`
			s.cond.Wait()             // want `\(\*sync.Cond\).Wait in the case of s.reload`
			bufio.NewReader(os.Stdin) // reads nothing yet
		case <-t.C:
		case <-s.done:
			s.wg.Wait() // the loop is over
			return
		}
	}
}

func (s *server) retry(string) { time.Sleep(5 * time.Second) }

func (s *server) fetch(url string) {
	req, _ := http.NewRequest("GET", url, nil)
	s.client.Do(req)
}

// What has a limit, is short, goes elsewhere, or ends the loop.
func (s *server) quick(ctx context.Context) error {
	t := time.NewTimer(time.Second)
	var dialer net.Dialer
	var closing bool
loop:
	for {
		select {
		case j := <-s.jobs:
			time.Sleep(5 * time.Millisecond) // lets a burst pass
			go s.retry(j)
			go http.Get(j)
			s.patient.Get(j)
			req, _ := http.NewRequestWithContext(ctx, "GET", j, nil)
			s.client.Do(req)
			dialer.DialContext(ctx, "tcp", j)
			net.DialTimeout("tcp", j, time.Second)
			net.Dial("unix", j)
			(&net.Dialer{Timeout: time.Second}).Dial("tcp", j)
			exec.CommandContext(ctx, "git", "pull").Run()
			s.lock()
			select {
			case s.reply <- 1:
			case <-ctx.Done():
			}
		case <-s.reload:
			if closing {
				s.wg.Wait()
				return nil
			}
			defer s.wg.Wait()
			if !t.Stop() {
				<-t.C
			}
		case <-s.more:
			close(s.done)
			s.wg.Wait() // what was told to end
			func() {
				s.mu.Lock()
				defer s.mu.Unlock()
			}()
		case <-s.done:
			s.wg.Wait()
			break loop
		case <-t.C:
			if closing {
				log.Println("closing")
				return s.drain()
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func (s *server) drain() error { s.wg.Wait(); return nil }
func (s *server) lock()        { s.mu.Lock(); defer s.mu.Unlock() }

// Nobody else waits: one event and the end; a timeout that begins anew; a signal;
// other occasions for the same work; tests of readiness.
func (s *server) alone(ctx context.Context, sigs chan os.Signal) {
	for {
		select {
		case j := <-s.jobs:
			s.retry(j)
		case <-ctx.Done():
			return
		}
	}
}

func (s *server) timeout(ctx context.Context, sigs chan os.Signal) {
	for {
		select {
		case j := <-s.jobs:
			s.retry(j)
		case <-time.After(time.Minute):
			log.Println("idle")
		case <-sigs:
			log.Println("signal")
		case <-ctx.Done():
			return
		}
	}
}

func (s *server) occasions() {
	t := time.NewTicker(time.Minute)
	for {
		select {
		case <-t.C:
			s.retry("")
		case <-s.reload:
			log.Println("now")
			s.retry("")
		}
	}
}

// But the end waits, whatever the occasion.
func (s *server) interruptible(ctx context.Context) {
	t := time.NewTicker(time.Minute)
	for {
		select {
		case <-t.C:
			s.retry("") // want `\(\*server\).retry → time.Sleep in the case of t.C stalls the loop of \(\*server\).interruptible: ctx.Done\(\) waits for it`
		case <-s.reload:
			s.retry("") // want `\(\*server\).retry → time.Sleep in the case of s.reload stalls the loop of \(\*server\).interruptible: ctx.Done\(\) waits for it`
		case <-ctx.Done():
			return
		}
	}
}

func (s *server) signals(sigs chan os.Signal, errs chan error) {
	for {
		select {
		case <-sigs:
			s.retry("") // asked for by a person
		case <-errs:
			log.Println("failed")
		case <-s.reload:
		}
	}
}

func (s *server) polling() {
	for {
		select {
		case <-s.jobs:
		case <-s.reload:
		default:
			time.Sleep(time.Second) // nothing is ready
		}
	}
}

// A loop that ends by itself serves nobody.
func (s *server) batch(n int) {
	for i := 0; i < n; i++ {
		select {
		case j := <-s.jobs:
			s.retry(j)
		case <-s.reload:
		}
	}
}

// How long these sleep is not certain, or short.
func (s *server) perhaps(ctx context.Context, backoff time.Duration, n int) {
	pause := 10 * time.Millisecond
	for {
		select {
		case <-s.jobs:
			s.sleep(backoff)
			time.Sleep(settle)
			time.Sleep(time.Duration(n) * time.Millisecond)
			time.Sleep(pause)
			pause *= 2
		case <-s.reload:
			time.Sleep(time.Second) // not to spin
			var reply sync.WaitGroup
			reply.Add(1)
			s.post(reply.Done)
			reply.Wait() // for an answer
		case <-s.more:
			time.Sleep(time.Duration(n) * time.Minute) // want `time.Sleep in the case of s.more`
			log.Println("slept")
		case <-ctx.Done():
			return
		}
	}
}

func (s *server) post(func())           {}
func (s *server) sleep(d time.Duration) { time.Sleep(d) }

// Here nobody else says how long.
func (s *server) backoff(ctx context.Context, next func() time.Duration) {
	for {
		select {
		case <-s.jobs:
			time.Sleep(next()) // want `time.Sleep in the case of s.jobs`
			s.wg.Done()
		case <-s.reload:
			time.Sleep(2 * next()) // want `time.Sleep in the case of s.reload`
			s.wg.Done()
		case <-ctx.Done():
			return
		}
	}
}

var settle = time.Duration(0)
