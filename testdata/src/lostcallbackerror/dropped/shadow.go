package dropped

import "os"

// The error of the function around it is looked at: see shadowed.
func (l *lazy) shadows() error {
	var err error
	l.once.Do(func() {
		_, err := os.Hostname() // want `the err that is looked at after l.once.Do doesn't get it`
		if err != nil {
			return
		}
		println("applied")
	})
	return err
}
