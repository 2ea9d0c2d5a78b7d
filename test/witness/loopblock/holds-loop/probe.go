package holdsloop

import (
	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

// The disk does not answer, and then the board, which has the message still, doesn't
// either.
var Witness = harm.Witness{Harm: world.Unserved, Probe: func(t *harm.Trial) {
	events := world.CountUnserved(t)
	disk := world.Stick(t)
	b := &Board{disk, make(chan struct{}), make(chan chan<- string), make(chan struct{})}
	t.Cleanup(func() { close(b.quit) })
	go b.Run()
	b.reload <- struct{}{}
	<-disk.Asked

	events.Come()
	go func() {
		reply := make(chan string, 1)
		select {
		case b.asks <- reply:
			<-reply
			events.Served()
		case <-b.quit:
		}
	}()
}}
