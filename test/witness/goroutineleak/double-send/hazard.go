// Package doublesend reports a failure, and then goes on.
package doublesend

// Load reads a text and checks it, on a goroutine of its own.
func Load(read func() (string, error), check func(string) error) error {
	errc := make(chan error)
	go func() {
		text, err := read()
		if err != nil {
			errc <- err
		}
		errc <- check(text)
	}()
	return <-errc
}
