// Package selectblocks sends letters, but not all at once.
package selectblocks

import (
	"log"
	"time"
)

// A Mailer sends letters.
type Mailer struct {
	letters chan string
	urgent  chan string
	done    chan struct{}
	post    func(string) error
	pause   time.Duration
}

// Start starts a mailer, which ends at Stop.
func Start(post func(string) error, pause time.Duration) *Mailer {
	m := &Mailer{make(chan string), make(chan string), make(chan struct{}), post, pause}
	go m.run()
	return m
}

// Stop stops the mailer.
func (m *Mailer) Stop() { close(m.done) }

func (m *Mailer) run() {
	letters := m.letters // nil during a pause
	var resume <-chan time.Time
	for {
		select {
		case letter := <-letters:
			if err := m.post(letter); err != nil {
				log.Print(err)
			}
			letters, resume = nil, time.After(m.pause)
		case <-resume:
			letters, resume = m.letters, nil
		case letter := <-m.urgent:
			if err := m.post(letter); err != nil {
				log.Print(err)
			}
		case <-m.done:
			return
		}
	}
}
