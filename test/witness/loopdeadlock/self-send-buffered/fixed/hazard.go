// Package selfsendbuffered visits the pages of a site.
package selfsendbuffered

import "context"

// A Crawler visits pages.
type Crawler struct {
	queue chan string
	links func(page string) []string
	seen  map[string]bool
}

// New returns a crawler that has not been anywhere.
func New(links func(page string) []string) *Crawler {
	return &Crawler{make(chan string, 16), links, make(map[string]bool)}
}

// Visit has the crawler visit a page.
func (c *Crawler) Visit(page string) { c.queue <- page }

// Run visits pages, and those to which they lead, until ctx is done.
func (c *Crawler) Run(ctx context.Context) {
	for {
		select {
		case page := <-c.queue:
			c.visit(page)
		case <-ctx.Done():
			return
		}
	}
}

func (c *Crawler) visit(page string) {
	for pages := []string{page}; len(pages) > 0; pages = pages[1:] {
		for _, link := range c.links(pages[0]) {
			if !c.seen[link] {
				c.seen[link] = true
				pages = append(pages, link)
			}
		}
	}
}
