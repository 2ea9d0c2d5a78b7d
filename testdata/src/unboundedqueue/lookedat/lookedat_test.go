package lookedat

import (
	"sync"
	"testing"
)

func TestSender(t *testing.T) {
	var s sender
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		s.put(nil)
	}()
	s.put(nil)
	wg.Wait()
	if len(s.q) != 2 {
		t.Fatal(len(s.q))
	}
}
