package example

type hub struct {
	clients map[string]chan string
	leave   chan string
	news    chan string
}

func newHub() *hub {
	h := &hub{clients: map[string]chan string{}, leave: make(chan string), news: make(chan string)}
	go h.run()
	return h
}

func (h *hub) run() {
	for {
		select {
		case name := <-h.leave:
			delete(h.clients, name)
		case text := <-h.news:
			for name, c := range h.clients {
				select {
				case c <- text:
				default:
					h.leave <- name // want `the loop of run \(line 16\) sends to h.leave, from which only this loop receives, and which has no buffer: the loop waits for itself for ever`
				}
			}
		}
	}
}

func (h *hub) Leave(name string) { h.leave <- name }
