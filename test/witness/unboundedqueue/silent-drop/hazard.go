// Package silentdrop stores samples, and tells the operator what could not be stored.
package silentdrop

// A Collector stores samples in the background.
type Collector struct {
	samples chan string
	errs    chan error
}

// Start starts a collector, which stores samples until Stop.
func Start(store func(string) error, tell func(error)) *Collector {
	c := &Collector{make(chan string), make(chan error)}
	go c.run(store)
	go c.report(tell)
	return c
}

// Add has a sample stored.
func (c *Collector) Add(sample string) { c.samples <- sample }

// Stop stops the collector.
func (c *Collector) Stop() { close(c.samples) }

func (c *Collector) run(store func(string) error) {
	defer close(c.errs)
	for sample := range c.samples {
		if err := store(sample); err != nil {
			select {
			case c.errs <- err:
			default:
			}
		}
	}
}

func (c *Collector) report(tell func(error)) {
	for err := range c.errs {
		tell(err)
	}
}
