package example

type hub struct{ events chan string }

func newHub() *hub { return &hub{events: make(chan string, 16)} }

func (h *hub) publish(event string) {
	select { // want `event is dropped when h.events is full, and the default case tells nobody`
	case h.events <- event:
	default:
	}
}
