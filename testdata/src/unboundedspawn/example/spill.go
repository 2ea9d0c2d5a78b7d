package example

type update struct{ key, value string }

type feed struct{ updates chan update }

func (f *feed) publish(u update) {
	select {
	case f.updates <- u:
	default:
		go func() { f.updates <- u }() // want `when f.updates is full, each value gets a goroutine that waits to send it`
	}
}
