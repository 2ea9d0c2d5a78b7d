// Package retryworkqueue has keys that go back into a work queue when they fail.
package retryworkqueue

import (
	"log"

	"k8s.io/client-go/util/workqueue"
)

type controller struct {
	queue workqueue.TypedRateLimitingInterface[string]
	old   workqueue.RateLimitingInterface
}

func (c *controller) sync(string) error { return nil }

func (c *controller) run() {
	for c.next() && c.nextOld() && c.limited() && c.counted() && c.later() {
	}
}

func (c *controller) next() bool {
	key, quit := c.queue.Get()
	if quit {
		return false
	}
	defer c.queue.Done(key)
	if err := c.sync(key); err != nil {
		log.Print(err)
		c.queue.Add(key) // want `key goes back into c.queue at once when it fails: what always fails is tried for ever, without a pause`
	}
	return true
}

func (c *controller) nextOld() bool {
	key, quit := c.old.Get()
	if quit {
		return false
	}
	defer c.old.Done(key)
	err := c.sync(key.(string))
	if err != nil {
		c.old.Add(key) // want `key goes back into c.old at once when it fails`
		return true
	}
	return true
}

func (c *controller) limited() bool {
	key, quit := c.queue.Get()
	if quit {
		return false
	}
	defer c.queue.Done(key)
	if err := c.sync(key); err != nil {
		c.queue.AddRateLimited(key)
		return true
	}
	c.queue.Forget(key)
	return true
}

func (c *controller) counted() bool {
	key, quit := c.queue.Get()
	if quit {
		return false
	}
	defer c.queue.Done(key)
	if err := c.sync(key); err != nil {
		if c.queue.NumRequeues(key) < 5 {
			c.queue.Add(key)
		}
	}
	return true
}

func (c *controller) later() bool {
	key, quit := c.queue.Get()
	if quit {
		return false
	}
	defer c.queue.Done(key)
	if err := c.sync(key); err != nil {
		c.queue.AddAfter(key, 1e9)
	}
	return true
}

// A new key that cannot be looked up is no retry.
func (c *controller) enqueue(key string) {
	if err := c.sync(key); err != nil {
		c.queue.Add(key)
	}
}
