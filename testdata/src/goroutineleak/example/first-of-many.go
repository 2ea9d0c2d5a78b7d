package example

func fastest(mirrors []string, fetch func(string) string) string {
	page := make(chan string) // want `page has no buffer: of the goroutines started at line 6, those from which fastest does not receive block for ever on page <- fetch\(m\) \(line 6\)`
	for _, m := range mirrors {
		go func() { page <- fetch(m) }()
	}
	return <-page
}
