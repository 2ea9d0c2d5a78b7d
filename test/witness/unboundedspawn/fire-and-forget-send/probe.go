package fireandforgetsend

import (
	"sync"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

// Those in the room are slow readers.
var Witness = harm.Witness{Harm: harm.Piled, Probe: func(t *harm.Trial) {
	t.Load(32, func(load *harm.Load) {
		var shown sync.WaitGroup
		shown.Add(load.Events)
		room := NewRoom(func(Message) {
			load.Slow()
			shown.Done()
		})
		messages := make(chan Message)
		go Dispatch(messages, map[string]*Room{"gophers": room})
		harm.Send(load, messages, func(int) Message { return Message{"gophers", "hello"} })
		shown.Wait()
		room.Close()
	})
}}
