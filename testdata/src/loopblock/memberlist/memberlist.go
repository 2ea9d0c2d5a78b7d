// Package memberlist has delegates of a cluster.
package memberlist

import (
	"net"
	"sync"

	"github.com/hashicorp/memberlist"
)

type events struct {
	list  *memberlist.Memberlist
	wg    sync.WaitGroup
	mu    sync.Mutex
	nodes map[string]bool
}

func (e *events) NotifyJoin(n *memberlist.Node) {
	_, _ = e.list.Join([]string{n.Name}) // not only blocks: loopdeadlock reports it
}

func (e *events) NotifyLeave(n *memberlist.Node) {
	e.wg.Wait()                   // want `NotifyLeave blocks the memberlist node state lock \(nodeLock held\): calls \(\*sync.WaitGroup\).Wait`
	_, _ = net.LookupHost(n.Name) // want `NotifyLeave blocks the memberlist node state lock \(nodeLock held\): calls net.LookupHost`
}

// NotifyUpdate waits for what it starts itself, and that only computes.
func (e *events) NotifyUpdate(n *memberlist.Node) {
	var wg sync.WaitGroup
	results := make(chan int)
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			e.mu.Lock()
			defer e.mu.Unlock()
			e.nodes[n.Name] = true
			results <- i
		}()
	}
	go func() { wg.Wait(); close(results) }()
	for range results {
	}
	wg.Wait()
}

// forking waits for what it starts, which waits itself.
type forking struct{ events }

func (f *forking) NotifyUpdate(n *memberlist.Node) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		_, _ = net.LookupHost(n.Name) // want `NotifyUpdate blocks the memberlist node state lock \(nodeLock held\): calls net.LookupHost`
	}()
	wg.Wait()
}
