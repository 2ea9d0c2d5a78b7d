// Package spinningselect merges two sources of news.
package spinningselect

// A Feed merges what comes from two sources.
type Feed struct {
	wire  chan string
	radio chan string
	done  chan struct{}
}

// Publish takes the news of one source, which then has no more.
func (f *Feed) Publish(news ...string) {
	defer close(f.wire)
	for _, n := range news {
		f.wire <- n
	}
}

// Run shows the news of both sources.
func (f *Feed) Run(show func(string)) {
	wire := f.wire
	for {
		select {
		case n, ok := <-wire:
			if !ok {
				wire = nil
				continue
			}
			show(n)
		case n := <-f.radio:
			show(n)
		case <-f.done:
			return
		}
	}
}
