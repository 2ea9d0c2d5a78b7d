package informer

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/tools/cache"

	"github.com/asynclint/asynclint/test/stall/internal/store"
)

// broken enters what is labelled for that in the ledger, where it is told of it.
type broken struct {
	watcher
	ledger *store.Ledger
}

func (b *broken) handler() cache.ResourceEventHandler {
	return cache.ResourceEventHandlerFuncs{AddFunc: b.onAdd}
}

func (b *broken) onAdd(obj any) {
	pod, ok := obj.(*corev1.Pod)
	if !ok {
		return
	}
	if pod.Labels[billed] != "" {
		if err := b.ledger.Add(pod.Name); err != nil { // want `loopblock/callback-blocks: .*onAdd.*Exec`
			b.fail(err)
		}
	}
	b.done(pod.Name)
}
