// Package selfstop carries out commands.
package selfstop

// A Machine carries out commands, one by one.
type Machine struct {
	commands chan string
	quit     chan struct{}
	ended    chan struct{}
	do       func(string) error
}

// Start starts a machine, which runs until Stop.
func Start(do func(string) error) *Machine {
	m := &Machine{make(chan string), make(chan struct{}), make(chan struct{}), do}
	go m.run()
	return m
}

// Do has the machine carry out a command.
func (m *Machine) Do(command string) { m.commands <- command }

// Ended returns a channel that is closed when the machine has stopped.
func (m *Machine) Ended() <-chan struct{} { return m.ended }

// Stop stops the machine, and waits until it stands still.
func (m *Machine) Stop() {
	close(m.quit)
	<-m.ended
}

func (m *Machine) run() {
	defer close(m.ended)
	for {
		select {
		case command := <-m.commands:
			if m.do(command) != nil {
				return
			}
		case <-m.quit:
			return
		}
	}
}
