package driver

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// A progress keeps a line at the end of a terminal that says how far the
// analysis is. A nil progress does nothing.
type progress struct {
	out   io.Writer
	start time.Time

	mu    sync.Mutex
	seen  map[string]bool
	total int
	shown bool

	stop  chan struct{}
	ended sync.Once
	done  sync.WaitGroup
}

// progressDelay is how long a run lasts before it is worth a line.
const progressDelay = 400 * time.Millisecond

func startProgress(out io.Writer) *progress {
	p := &progress{out: out, start: time.Now(), seen: make(map[string]bool), stop: make(chan struct{})}
	p.done.Go(func() {
		tick := time.NewTicker(progressDelay / 2)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				p.draw()
			case <-p.stop:
				return
			}
		}
	})
	return p
}

// expect says how many packages will be analysed.
func (p *progress) expect(total int) {
	if p != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.total = total
	}
}

// saw says that a package was analysed.
func (p *progress) saw(id string) {
	if p != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.seen[id] = true
	}
}

func (p *progress) draw() {
	p.mu.Lock()
	defer p.mu.Unlock()
	elapsed := time.Since(p.start)
	if elapsed < progressDelay {
		return
	}
	p.shown = true
	clock := elapsed.Truncate(time.Second)
	switch n := len(p.seen); {
	case n == 0:
		fmt.Fprintf(p.out, "\r\x1b[Kanalysing dependencies, %s", clock)
	case p.total == 0:
		fmt.Fprintf(p.out, "\r\x1b[Kanalysed %d packages, %s", n, clock)
	default:
		fmt.Fprintf(p.out, "\r\x1b[Kanalysed %d of %d packages, %s", min(n, p.total), p.total, clock)
	}
}

// end erases the line. It may be called again.
func (p *progress) end() {
	if p == nil {
		return
	}
	p.ended.Do(func() { close(p.stop) })
	p.done.Wait()
	if p.shown {
		fmt.Fprint(p.out, "\r\x1b[K")
		p.shown = false
	}
}
