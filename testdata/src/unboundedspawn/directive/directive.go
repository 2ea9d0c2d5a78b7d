// Package directive holds tasks that a directive calls bounded, in this package or
// in the one that declares what they run.
package directive

import "unboundedspawn/directive/bus"

func fields(b *bus.Bus, events <-chan string) {
	for e := range events {
		go b.Handle(e)
		go b.Notify(e) // want `they pile up when b.Notify is slow`
	}
}

func literals(b *bus.Bus, events <-chan string, done func()) {
	for e := range events {
		go func() {
			defer done()
			b.Handle(e)
		}()
		go func() { // want `they pile up when b.Notify is slow`
			defer done()
			b.Notify(e)
		}()
	}
}

func types(job bus.Job, plain func(string), events <-chan string) {
	for e := range events {
		go job(e)
		go plain(e) // want `they pile up when plain is slow`
	}
}

func methods(r bus.Runner, events <-chan string, log func(string)) {
	for e := range events {
		go r.Run(e)
		go func() { // want `they pile up when log is slow`
			log(e)
			r.Other(e)
		}()
	}
}

func funcs(events <-chan string) {
	for e := range events {
		go bus.Post(e)
		go bus.Send(e) // want `they pile up when bus.Send → http.Post is slow`
	}
}

// What such a field holds starts a number of tasks that is bounded.
func holds(events <-chan string) *bus.Bus {
	b := &bus.Bus{
		Handle: func(string) {
			for e := range events {
				go bus.Send(e)
			}
		},
		Notify: func(string) {
			for e := range events {
				go bus.Send(e) // want `they pile up when bus.Send → http.Post is slow`
			}
		},
	}
	b.Handle = func(string) {
		for e := range events {
			go bus.Send(e)
		}
	}
	_ = bus.Job(func(string) {
		for e := range events {
			go bus.Send(e)
		}
	})
	return b
}

type server struct {
	deliver func(string) //asynclint:bounded -- one for each of the eight shards
	send    func(string)
}

func (s *server) loop(events <-chan string) {
	for e := range events {
		go s.deliver(e)
		go s.send(e) // want `they pile up when s.send is slow`
	}
}
