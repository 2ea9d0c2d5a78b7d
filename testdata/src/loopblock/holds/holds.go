// Package holds has code on loops that takes long and waits for nobody.
package holds

import (
	"crypto/rand"
	"crypto/rsa"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/panjf2000/gnet/v2"
)

type server struct {
	gnet.BuiltinEventEngine
	ready atomic.Bool
	log   *os.File
}

func (s *server) OnTraffic(c gnet.Conn) gnet.Action {
	if s.known(c) { // want `the gnet event-loop goroutine .* is held by server.known → os.ReadFile, which waits for the disk`
		return gnet.None
	}
	rsa.GenerateKey(rand.Reader, 2048) // want `the gnet event-loop goroutine .* is held by rsa.GenerateKey, which computes for long`
	for !s.ready.Load() {              // want `the gnet event-loop goroutine .* is held by a busy wait: nothing bounds how often !s.ready.Load\(\) is asked for`
		runtime.Gosched()
	}
	s.log.Sync() // want `is held by os.File.Sync, which waits for the disk`
	return gnet.None
}

func (s *server) known(gnet.Conn) bool {
	b, err := os.ReadFile("known")
	return err == nil && len(b) > 0
}

// The cases of a select loop hold the others.
func loop(jobs, stop chan string, tick *time.Ticker) {
	for {
		select {
		case <-jobs:
			filepath.Glob("a") // want `the loop of loop is held by filepath.Glob, which waits for the disk`
			filepath.Glob("b") // the same again
			go filepath.Glob("*")
			spin() // the loop inside is reported where it is
		case <-tick.C:
		case <-stop:
			os.Remove("pid")
			return
		}
	}
}

var free atomic.Bool

func spin() {
	for !free.CompareAndSwap(false, true) { // want `the loop of loop is held by a busy wait: nothing bounds how often`
	}
}
