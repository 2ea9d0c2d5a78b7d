// Package holdsloop prints documents.
package holdsloop

// A Printer prints one document at a time.
type Printer interface {
	Print(doc string)
	Ready() bool           // for the next
	Idle() <-chan struct{} // has a value each time the printer gets ready
}

// A Spooler has documents printed.
type Spooler struct {
	printer Printer
	docs    chan string
	counts  chan chan<- int // whose receiver waits
	quit    chan struct{}
}

// Run has documents printed, and says how many there were, until quit is closed.
func (s *Spooler) Run() {
	n := 0
	var waiting []string
	for {
		select {
		case doc := <-s.docs:
			n++
			waiting = append(waiting, doc)
		case <-s.printer.Idle():
		case reply := <-s.counts:
			reply <- n
		case <-s.quit:
			return
		}
		for len(waiting) > 0 && s.printer.Ready() {
			s.printer.Print(waiting[0])
			waiting = waiting[1:]
		}
	}
}
