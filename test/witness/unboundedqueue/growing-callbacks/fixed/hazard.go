// Package growingcallbacks follows what changes in a folder.
package growingcallbacks

// A Change is a file that was written, with what it contains now.
type Change struct {
	Name string
	Data []byte
}

// A Watcher tells somebody of changes, one after the other.
type Watcher struct {
	notify  func(Change)
	changes chan Change
}

// Watch starts a watcher, which runs until Close.
func Watch(notify func(Change)) *Watcher {
	w := &Watcher{notify, make(chan Change, 16)}
	go w.run()
	return w
}

// Changed tells of a change. It waits while too many have not been told of.
func (w *Watcher) Changed(c Change) { w.changes <- c }

// Close ends the watcher, when it has told of all changes.
func (w *Watcher) Close() { close(w.changes) }

func (w *Watcher) run() {
	for c := range w.changes {
		w.notify(c)
	}
}
