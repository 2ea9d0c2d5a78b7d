// Package hugebuffer counts what visitors look at.
package hugebuffer

// A View is a page that somebody has looked at.
type View struct {
	Page, Visitor string
}

// Stats are how often pages were looked at.
type Stats struct {
	views chan View
	done  chan struct{}
	pages map[string]int
}

// Count starts counting.
func Count() *Stats {
	s := &Stats{
		views: make(chan View, 64),
		done:  make(chan struct{}),
		pages: make(map[string]int),
	}
	go s.run()
	return s
}

// Seen counts a view.
func (s *Stats) Seen(v View) { s.views <- v }

// Close ends the counting and returns the result.
func (s *Stats) Close() map[string]int {
	close(s.views)
	<-s.done
	return s.pages
}

func (s *Stats) run() {
	defer close(s.done)
	for v := range s.views {
		s.pages[v.Page]++
	}
}
