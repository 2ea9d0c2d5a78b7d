package informer

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"

	"github.com/asynclint/asynclint/test/stall/internal/store"
)

// workers take what they do out of the queue.
const workers = 4

// offloaded does the same, but the handler only puts names in a queue, for workers
// to take them from.
type offloaded struct {
	watcher
	ledger *store.Ledger
	store  cache.Store
	queue  workqueue.TypedRateLimitingInterface[string]
}

func (o *offloaded) handler() cache.ResourceEventHandler {
	return cache.ResourceEventHandlerFuncs{AddFunc: o.onAdd}
}

func (o *offloaded) onAdd(obj any) {
	if key, err := cache.MetaNamespaceKeyFunc(obj); err == nil {
		o.queue.Add(key)
	}
}

// work takes from the queue until it is shut down.
func (o *offloaded) work() {
	for {
		key, shutdown := o.queue.Get()
		if shutdown {
			return
		}
		if err := o.reconcile(key); err != nil {
			o.fail(err)
		}
		o.queue.Done(key)
	}
}

func (o *offloaded) reconcile(key string) error {
	obj, exists, err := o.store.GetByKey(key)
	if err != nil || !exists {
		return err
	}
	pod, ok := obj.(*corev1.Pod)
	if !ok {
		return nil
	}
	if pod.Labels[billed] != "" {
		if err := o.ledger.Add(pod.Name); err != nil {
			return err
		}
	}
	o.done(pod.Name)
	return nil
}
