// Package growingcallbacks follows what changes in a folder.
package growingcallbacks

import "sync"

// A Change is a file that was written, with what it contains now.
type Change struct {
	Name string
	Data []byte
}

// A Watcher tells somebody of changes, one after the other.
type Watcher struct {
	notify func(Change)

	mu      sync.Mutex
	more    sync.Cond
	changes []Change
	closed  bool
}

// Watch starts a watcher, which runs until Close.
func Watch(notify func(Change)) *Watcher {
	w := &Watcher{notify: notify}
	w.more.L = &w.mu
	go w.run()
	return w
}

// Changed tells of a change.
func (w *Watcher) Changed(c Change) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.changes = append(w.changes, c)
	w.more.Signal()
}

// Close ends the watcher, when it has told of all changes.
func (w *Watcher) Close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed = true
	w.more.Signal()
}

func (w *Watcher) run() {
	for {
		c, ok := w.next()
		if !ok {
			return
		}
		w.notify(c)
	}
}

func (w *Watcher) next() (c Change, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for len(w.changes) == 0 {
		if w.closed {
			return Change{}, false
		}
		w.more.Wait()
	}
	c = w.changes[0]
	w.changes = w.changes[1:]
	return c, true
}
