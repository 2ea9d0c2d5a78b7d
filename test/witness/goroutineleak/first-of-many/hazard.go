// Package firstofmany asks many, and listens to one.
package firstofmany

// Fastest returns the answer that comes first.
func Fastest(mirrors []func() string) string {
	answers := make(chan string)
	for _, ask := range mirrors {
		go func() {
			answers <- ask()
		}()
	}
	return <-answers
}
