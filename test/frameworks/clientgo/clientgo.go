// Package clientgo watches a cluster with k8s.io/client-go.
package clientgo

import (
	"bytes"
	"context"
	"log"
	"net/http"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/leaderelection"
	"k8s.io/client-go/util/workqueue"
)

// A controller handles events; its informer keeps those that it has not got to.
type controller struct {
	informer cache.SharedIndexInformer
	queue    workqueue.TypedRateLimitingInterface[string]
	url      string
}

func (c *controller) handle() (err error) {
	_, err = c.informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc: func(obj any) {
			if err := c.post(obj); err != nil { // want `callback-blocks: the callback cache.ResourceEventHandlerFuncs.AddFunc blocks the processorListener goroutine of that handler registration.*: calls \(\*controller\).post → http.Post; instead: add the key to a workqueue`
				log.Print(err)
			}
		},
		UpdateFunc: func(_, obj any) { c.enqueue(obj) },
		DeleteFunc: func(obj any) { go c.enqueue(obj) },
	})
	return err
}

// A request for each event: the events that come meanwhile are kept in memory.
func (c *controller) label(ctx context.Context, client kubernetes.Interface) (err error) {
	_, err = c.informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		UpdateFunc: func(_, obj any) {
			pod, ok := obj.(*corev1.Pod)
			if !ok {
				return
			}
			node, err := client.CoreV1().Nodes().Get(ctx, pod.Spec.NodeName, metav1.GetOptions{}) // want `callback-blocks: the callback cache.ResourceEventHandlerFuncs.UpdateFunc blocks the processorListener goroutine.*: calls v1.NodeInterface.Get`
			if err != nil {
				log.Print(err)
				return
			}
			log.Print(pod.Name, node.Labels)
		},
	})
	return err
}

func (c *controller) post(obj any) error {
	key, err := cache.MetaNamespaceKeyFunc(obj)
	if err != nil {
		return err
	}
	resp, err := http.Post(c.url, "text/plain", bytes.NewBufferString(key))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (c *controller) enqueue(obj any) {
	key, err := cache.DeletionHandlingMetaNamespaceKeyFunc(obj)
	if err != nil {
		log.Print(err)
		return
	}
	c.queue.Add(key)
}

// Workers take the keys off the queue, and wait for what they have to.
func (c *controller) work() {
	for {
		key, quit := c.queue.Get()
		if quit {
			return
		}
		if err := c.sync(key); err != nil {
			c.queue.AddRateLimited(key)
		}
		c.queue.Done(key)
	}
}

func (c *controller) sync(key string) error {
	resp, err := http.Post(c.url, "text/plain", bytes.NewBufferString(key))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A handler waits until its own cache is filled, by itself.
type handler struct {
	informer cache.SharedIndexInformer
	stop     chan struct{}
}

func (h *handler) OnAdd(any, bool) {
	if cache.WaitForCacheSync(h.stop, h.informer.HasSynced) { // want `callback-blocks: OnAdd blocks the processorListener goroutine of that handler registration.*: calls cache.WaitForCacheSync`
		log.Print("synced")
	}
}

func (h *handler) OnUpdate(_, obj any) {
	time.Sleep(time.Second) // want `callback-blocks: OnUpdate blocks the processorListener goroutine of that handler registration.*: calls time.Sleep`
}

func (h *handler) OnDelete(any) { close(h.stop) }

// What transforms and what indexes objects does so for everybody.
func (c *controller) configure() error {
	err := c.informer.SetTransform(func(obj any) (any, error) {
		if pod, ok := obj.(*corev1.Pod); ok {
			resp, err := http.Get(c.url + pod.Name) // want `callback-blocks: the callback passed to cache.SharedInformer.SetTransform blocks the informer queue insertion.*: calls http.Get; instead: pure field stripping`
			if err != nil {
				return nil, err
			}
			pod.Labels["owner"] = resp.Header.Get("Owner")
			return pod, resp.Body.Close()
		}
		return obj, nil
	})
	if err != nil {
		return err
	}
	return c.informer.SetWatchErrorHandler(func(r *cache.Reflector, err error) {
		go func() {
			if err := c.post(err); err != nil {
				log.Print(err)
			}
		}()
	})
}

// A function of an index runs while the indexer is locked.
func index() cache.Indexer {
	var indexer cache.Indexer
	indexer = cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{
		"node": func(obj any) ([]string, error) { return []string{obj.(*corev1.Pod).Spec.NodeName}, nil },
		"peers": func(obj any) ([]string, error) {
			pods, err := indexer.ByIndex("node", obj.(*corev1.Pod).Spec.NodeName) // want `forbidden-call: .*Indexer.ByIndex in .* never returns: the indexer's lock is held`
			var names []string
			for _, pod := range pods {
				names = append(names, pod.(*corev1.Pod).Name)
			}
			return names, err
		},
	})
	return indexer
}

// Leading has a goroutine of its own, and its end is the end.
func (c *controller) callbacks() leaderelection.LeaderCallbacks {
	return leaderelection.LeaderCallbacks{
		OnStartedLeading: func(ctx context.Context) {
			c.work()
			<-ctx.Done()
		},
		OnStoppedLeading: func() { time.Sleep(time.Second) },
	}
}

// A watch that nobody drains holds up the server's stream.
func (c *controller) follow(ctx context.Context, w watch.Interface) error {
	defer w.Stop()
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	for {
		select {
		case e, ok := <-w.ResultChan():
			if !ok {
				return nil
			}
			if err := c.post(e.Object); err != nil { // want `select-blocks: .*http.Post`
				return err
			}
		case <-ticker.C:
			log.Print(c.queue.Len())
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func drain(ctx context.Context, w watch.Interface, names chan<- string) {
	defer w.Stop()
	for {
		select {
		case e, ok := <-w.ResultChan():
			if !ok {
				return
			}
			if pod, ok := e.Object.(*corev1.Pod); ok {
				names <- pod.Name
			}
		case <-ctx.Done():
			return
		}
	}
}
