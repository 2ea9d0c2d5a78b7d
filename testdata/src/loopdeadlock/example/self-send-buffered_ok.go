package example

type patientCrawler struct{ urls chan string }

func newPatientCrawler() *patientCrawler {
	c := &patientCrawler{urls: make(chan string, 100)}
	go c.run()
	return c
}

func (c *patientCrawler) run() {
	for url := range c.urls {
		todo := []string{url} // what the loop finds itself, it keeps itself
		for len(todo) > 0 {
			links := fetch(todo[0])
			todo = append(todo[1:], links...)
		}
	}
}

func (c *patientCrawler) Add(url string) { c.urls <- url }
