package example

type politeHub struct {
	clients map[string]chan string
	leave   chan string
	news    chan string
}

func newPoliteHub() *politeHub {
	h := &politeHub{clients: map[string]chan string{}, leave: make(chan string), news: make(chan string)}
	go h.run()
	return h
}

func (h *politeHub) run() {
	for {
		select {
		case name := <-h.leave:
			delete(h.clients, name)
		case text := <-h.news:
			for name, c := range h.clients {
				select {
				case c <- text:
				default:
					delete(h.clients, name) // what the case would do
				}
			}
		}
	}
}

func (h *politeHub) Leave(name string) { h.leave <- name }
