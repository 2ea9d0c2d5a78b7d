package example

type keeper struct{ fatal chan error }

func newKeeper() *keeper { return &keeper{fatal: make(chan error, 1)} }

func (k *keeper) fail(err error) {
	select {
	case k.fatal <- err: // one fatal error has a place to wait in, and one suffices
	default:
	}
}
