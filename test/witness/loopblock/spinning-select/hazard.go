// Package spinningselect shows news.
package spinningselect

// A Screen shows news, and advertisements in between.
type Screen struct {
	news    chan string
	adverts chan string
	off     chan struct{}
}

// Run shows them until the screen is switched off.
func (s *Screen) Run(show func(string)) {
	for {
		var text string
		select {
		case text = <-s.news:
		case text = <-s.adverts:
		case <-s.off:
			break
		}
		show(text)
	}
}

// Off switches the screen off.
func (s *Screen) Off() { close(s.off) }
