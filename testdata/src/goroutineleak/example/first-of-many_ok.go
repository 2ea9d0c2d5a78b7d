package example

func fastestBuffered(mirrors []string, fetch func(string) string) string {
	page := make(chan string, len(mirrors))
	for _, m := range mirrors {
		go func() { page <- fetch(m) }()
	}
	return <-page
}
