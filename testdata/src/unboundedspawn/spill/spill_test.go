package spill

func fill(r *router) {
	select {
	case r.inbound <- message{}:
	default:
		go func() { r.inbound <- message{} }()
	}
}
