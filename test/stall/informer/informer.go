// Package informer is a controller of pods, with an informer of client-go. The
// events of a handler come one by one.
package informer

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync/atomic"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"

	"github.com/asynclint/asynclint/test/stall/internal/load"
	"github.com/asynclint/asynclint/test/stall/internal/store"
)

// billed is the label of pods that go into the ledger.
const billed = "billed"

// watcher is what both controllers are made of.
type watcher struct {
	served func(id int)
	failed atomic.Pointer[error]
}

// done says that a pod has been dealt with. Those that are waited for have a number
// for a name.
func (w *watcher) done(name string) {
	if id, err := strconv.Atoi(name); err == nil {
		w.served(id)
	}
}

func (w *watcher) fail(err error) { w.failed.Store(&err) }

func (w *watcher) failure() error {
	if err := w.failed.Load(); err != nil {
		return *err
	}
	return nil
}

// A controller handles events of pods.
type controller interface {
	handler() cache.ResourceEventHandler
	failure() error
}

// Broken and Offloaded start controllers of pods some of which are billed.
func Broken(served func(id int)) (*load.System, error) {
	return start(&broken{watcher{served: served}, store.Open()})
}

func Offloaded(served func(id int)) (*load.System, error) {
	return start(&offloaded{watcher: watcher{served: served}, ledger: store.Open()})
}

// BrokenOther and OffloadedOther start them beside another handler of the same
// events.
func BrokenOther(served func(id int)) (*load.System, error) {
	return start(&broken{watcher{served: func(int) {}}, store.Open()}, &onlooker{watcher{served: served}})
}

func OffloadedOther(served func(id int)) (*load.System, error) {
	return start(&offloaded{watcher: watcher{served: func(int) {}}, ledger: store.Open()}, &onlooker{watcher{served: served}})
}

// onlooker sees pods, and does nothing.
type onlooker struct{ watcher }

func (o *onlooker) handler() cache.ResourceEventHandler {
	return cache.ResourceEventHandlerFuncs{AddFunc: func(obj any) {
		if pod, ok := obj.(*corev1.Pod); ok {
			o.done(pod.Name)
		}
	}}
}

func start(controllers ...controller) (*load.System, error) {
	ctx, cancel := context.WithCancel(context.Background())
	clients := fake.NewSimpleClientset()
	factory := informers.NewSharedInformerFactory(clients, 0)
	pods := factory.Core().V1().Pods().Informer()
	stop := func() {
		cancel()
		factory.Shutdown()
	}
	for _, c := range controllers {
		if o, ok := c.(*offloaded); ok {
			o.store = pods.GetStore()
			o.queue = workqueue.NewTypedRateLimitingQueue(workqueue.DefaultTypedControllerRateLimiter[string]())
			for range workers {
				go o.work()
			}
			before := stop
			stop = func() {
				before()
				o.queue.ShutDown()
			}
		}
		if _, err := pods.AddEventHandler(c.handler()); err != nil {
			stop()
			return nil, err
		}
	}
	factory.Start(ctx.Done())
	if !cache.WaitForCacheSync(ctx.Done(), pods.HasSynced) {
		stop()
		return nil, errors.New("the informer does not start")
	}

	create := func(name string, labels map[string]string) error {
		pod := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Namespace: "shop", Name: name, Labels: labels}}
		_, err := clients.CoreV1().Pods("shop").Create(ctx, pod, metav1.CreateOptions{})
		for _, c := range controllers {
			err = errors.Join(err, c.failure())
		}
		return err
	}
	orders := 0
	return &load.System{
		Slow: func() error {
			orders++
			return create(fmt.Sprintf("order-%d", orders), map[string]string{billed: "yes"})
		},
		Other: func(id int) error { return create(strconv.Itoa(id), nil) },
		Stop:  stop,
	}, nil
}
