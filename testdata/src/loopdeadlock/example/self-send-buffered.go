package example

type crawler struct{ urls chan string }

func newCrawler() *crawler {
	c := &crawler{urls: make(chan string, 100)}
	go c.run()
	return c
}

func (c *crawler) run() {
	for url := range c.urls {
		for _, link := range fetch(url) {
			c.urls <- link // want `the loop of run \(line 12\) sends to c.urls, from which only this loop receives: once its buffer of 100 is full, the loop waits for itself for ever`
		}
	}
}

func (c *crawler) Add(url string) { c.urls <- url }

func fetch(url string) []string { return nil }
