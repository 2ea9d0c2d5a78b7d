// Package informers has event handlers of shared informers.
package informers

import (
	"net/http"
	"time"

	"k8s.io/client-go/tools/cache"
)

type controller struct {
	informer cache.SharedInformer
	queue    chan interface{}
}

func (c *controller) setup() {
	c.informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc: c.add,
		UpdateFunc: func(_, obj interface{}) {
			c.sync(obj) // want `the callback cache.ResourceEventHandlerFuncs.UpdateFunc blocks the processorListener goroutine of that handler registration \(pending notifications grow without bound\): calls \(\*controller\).sync → http.Post; instead: add the key to a workqueue.TypedRateLimitingInterface and return`
		},
		DeleteFunc: func(obj interface{}) { go c.sync(obj) },
	})
	var handlers cache.ResourceEventHandlerFuncs
	handlers.AddFunc = func(obj interface{}) {
		time.Sleep(time.Second) // want `the callback cache.ResourceEventHandlerFuncs.AddFunc blocks`
	}
	handlers.DeleteFunc = c.enqueue
	c.informer.AddEventHandler(handlers)
}

func (c *controller) add(obj interface{}) {
	time.Sleep(time.Second) // want `add blocks the processorListener goroutine of that handler registration \(pending notifications grow without bound\): calls time.Sleep`
}

func (c *controller) enqueue(obj interface{}) {
	select {
	case c.queue <- obj:
	case <-time.After(time.Second):
	}
}

func (c *controller) sync(obj interface{}) {
	if resp, err := http.Post("http://localhost", "", nil); err == nil {
		resp.Body.Close()
	}
}

// handler implements the interface.
type handler struct{ c *controller }

func (h handler) OnAdd(obj interface{}, _ bool) { h.c.sync(obj) } // want `OnAdd blocks the processorListener goroutine of that handler registration \(pending notifications grow without bound\): calls \(\*controller\).sync → http.Post`
func (h handler) OnUpdate(_, obj interface{})   { h.c.enqueue(obj) }
func (h handler) OnDelete(obj interface{})      { go h.c.sync(obj) }
