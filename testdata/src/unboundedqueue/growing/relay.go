package growing

import "container/list"

type event struct{ name string }

// A channel that never gets full, made of two and a slice.
func relay(in <-chan event, out chan<- event) {
	var queue []event
	for {
		var to chan<- event
		var first event
		if len(queue) > 0 {
			to, first = out, queue[0]
		}
		select {
		case e, ok := <-in:
			if !ok {
				return
			}
			queue = append(queue, e) // want `the loop adds what it receives to queue, and nothing limits how long it gets: it grows while nobody receives from to`
		case to <- first:
			queue = queue[1:]
		}
	}
}

// What was queued is sent after the channel is closed, which is received from no more.
func relayRest(in, out chan event) {
	var queue []event
	for in != nil || len(queue) > 0 {
		var to chan event
		var first event
		if len(queue) > 0 {
			to, first = out, queue[0]
		}
		select {
		case e, ok := <-in:
			if ok {
				queue = append(queue, e) // want `adds what it receives to queue`
			} else {
				in = nil
			}
		case to <- first:
			queue = queue[1:]
		}
	}
	close(out)
}

type hub struct {
	in, out chan event
	stop    chan struct{}
	waiting []event
	later   *list.List
}

// It sends all that there is at once.
func (h *hub) batches(out chan<- []event) {
	var to chan<- []event
	for {
		select {
		case e := <-h.in:
			h.waiting = append(h.waiting, e) // want `adds what it receives to h.waiting, .* it grows while nobody receives from to`
			to = out
		case to <- h.waiting:
			h.waiting, to = nil, nil
		case <-h.stop:
			return
		}
	}
}

// A list does it too.
func (h *hub) lists() {
	for {
		var to chan event
		var first event
		if e := h.later.Front(); e != nil {
			to, first = h.out, e.Value.(event)
		}
		select {
		case e := <-h.in:
			h.later.PushBack(e) // want `adds what it receives to h.later`
		case to <- first:
			h.later.Remove(h.later.Front())
		case <-h.stop:
			return
		}
	}
}

// It doesn't receive while there is enough.
func relayFull(in <-chan event, out chan<- event) {
	var queue []event
	for {
		var from <-chan event
		if len(queue) < 100 {
			from = in
		}
		var to chan<- event
		var first event
		if len(queue) > 0 {
			to, first = out, queue[0]
		}
		select {
		case e := <-from:
			queue = append(queue, e)
		case to <- first:
			queue = queue[1:]
		}
	}
}

// It drops the oldest.
func relayOldest(in <-chan event, out chan<- event) {
	var queue []event
	for {
		var to chan<- event
		var first event
		if len(queue) > 0 {
			to, first = out, queue[0]
		}
		select {
		case e := <-in:
			if len(queue) == 100 {
				queue = queue[1:]
			}
			queue = append(queue, e)
		case to <- first:
			queue = queue[1:]
		}
	}
}

// It receives one when it has none.
func relayOne(in, out chan event) {
	var queue []event
	from := in
	var to chan event
	var first event
	for {
		select {
		case e := <-from:
			queue = append(queue, e)
			from, to, first = nil, out, e
		case to <- first:
			queue = queue[1:]
			from, to = in, nil
		}
	}
}

// Whoever asks waits for the answer.
type question struct {
	text   string
	answer chan string
}

func relayQuestions(in <-chan question, out chan<- question) {
	var queue []question
	for {
		var to chan<- question
		var first question
		if len(queue) > 0 {
			to, first = out, queue[0]
		}
		select {
		case q := <-in:
			queue = append(queue, q)
		case to <- first:
			queue = queue[1:]
		}
	}
}

// relayMeant never blocks whoever sends to it: the queue is unbounded.
func relayMeant(in <-chan event, out chan<- event) {
	var queue []event
	for {
		var to chan<- event
		var first event
		if len(queue) > 0 {
			to, first = out, queue[0]
		}
		select {
		case e := <-in:
			queue = append(queue, e)
		case to <- first:
			queue = queue[1:]
		}
	}
}

// Once only.
func relayOnce(in <-chan event, out chan<- event, queue []event) {
	select {
	case e := <-in:
		queue = append(queue, e)
	case out <- queue[0]:
		queue = queue[1:]
	}
	out <- queue[0]
}

// What it receives here is not what it sends there.
func relayApart(in <-chan event, out chan<- event, done <-chan struct{}) []event {
	var seen, queue []event
	queue = append(queue, event{"a"}, event{"b"})
	for len(queue) > 0 {
		select {
		case e := <-in:
			seen = append(seen, e)
		case out <- queue[0]:
			queue = queue[1:]
		case <-done:
			return seen
		}
	}
	return seen
}
