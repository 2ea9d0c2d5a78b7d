package holdsloop

import (
	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

// The printer is out of paper, and nobody can say how many documents there were.
var Witness = harm.Witness{Harm: world.Unserved, Probe: func(t *harm.Trial) {
	events := world.CountUnserved(t)
	s := &Spooler{
		printer: outOfPaper{world.CountTurns(t)},
		docs:    make(chan string),
		counts:  make(chan chan<- int),
		quit:    make(chan struct{}),
	}
	t.Cleanup(func() { close(s.quit) })
	go s.Run()
	s.docs <- "my life"

	events.Come()
	go func() {
		reply := make(chan int, 1)
		select {
		case s.counts <- reply:
			<-reply
			events.Served()
		case <-s.quit:
		}
	}()
}}

// An outOfPaper is a printer that is never ready, and counts how often it is asked.
type outOfPaper struct{ asked func() }

func (outOfPaper) Print(string)          {}
func (outOfPaper) Idle() <-chan struct{} { return nil }

func (p outOfPaper) Ready() bool {
	p.asked()
	return false
}
