package example

func find(names []string, match func(string) bool) string {
	ch := make(chan string)
	go func() {
		defer close(ch)
		for _, name := range names {
			ch <- name // want `the goroutine blocks for ever on ch <- name when find returns at line 13 without receiving all: it has no other way out`
		}
	}()
	for name := range ch {
		if match(name) {
			return name
		}
	}
	return ""
}
