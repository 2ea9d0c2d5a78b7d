package asyncleak

import (
	"fmt"

	"github.com/asynclint/asynclint/passes/ownership"
)

// unreleased reports an acquired resource that some path of the task neither
// releases nor hands on.
func (c *checker) unreleased(a ownership.Acquisition) {
	pos := a.Call.Pos()
	if c.reported[pos] {
		return
	}
	leak := c.own.Leak(a)
	switch {
	case leak == nil:
	case leak.Path != nil:
		when, at := c.exit(leak.Path)
		c.report(pos, unreleased, fmt.Sprintf("%s is not %s %s", c.what(a), released(a.Resource), when),
			related(at, "the goroutine ends here, and nothing on the way has %s it", released(a.Resource)))
	case leak.Again:
		c.report(pos, unreleased, fmt.Sprintf("%s is not %s before the loop acquires the next one here", c.what(a), released(a.Resource)))
	}
}
