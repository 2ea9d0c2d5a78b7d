// Package controllerruntime has a controller of sigs.k8s.io/controller-runtime.
package controllerruntime

import (
	"context"
	"log"
	"net/http"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/util/workqueue"
	"sigs.k8s.io/controller-runtime/pkg/builder"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/event"
	"sigs.k8s.io/controller-runtime/pkg/handler"
	"sigs.k8s.io/controller-runtime/pkg/manager"
	"sigs.k8s.io/controller-runtime/pkg/predicate"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"
)

// A reconciler has workers, which may wait.
type reconciler struct {
	client.Client
	url string
}

func (r *reconciler) Reconcile(ctx context.Context, req reconcile.Request) (reconcile.Result, error) {
	return reconcile.Result{RequeueAfter: time.Minute}, r.allowed()
}

func (r *reconciler) allowed() error {
	resp, err := http.Get(r.url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Predicates, and what maps objects to requests, run on the informer's goroutine.
func (r *reconciler) setup(m manager.Manager) error {
	return builder.ControllerManagedBy(m).
		For(&corev1.Pod{}, builder.WithPredicates(predicate.NewPredicateFuncs(func(obj client.Object) bool {
			return r.allowed() == nil // want `callback-blocks: the callback passed to predicate.NewPredicateFuncs blocks the informer listener goroutine of the watch source.*: calls \(\*reconciler\).allowed → http.Get; instead: pure function of the event`
		}))).
		Watches(&corev1.Node{}, handler.EnqueueRequestsFromMapFunc(func(ctx context.Context, obj client.Object) []reconcile.Request {
			time.Sleep(time.Second) // want `callback-blocks: the callback passed to handler.EnqueueRequestsFromMapFunc blocks the informer listener goroutine of the watch source.*: calls time.Sleep; instead: only enqueue reconcile.Requests`
			return nil
		})).
		Watches(&corev1.Secret{}, handler.EnqueueRequestsFromMapFunc(func(_ context.Context, obj client.Object) []reconcile.Request {
			return []reconcile.Request{{NamespacedName: types.NamespacedName{Name: obj.GetName()}}}
		})).
		Watches(&corev1.Service{}, handler.Funcs{
			CreateFunc: func(_ context.Context, e event.CreateEvent, q workqueue.TypedRateLimitingInterface[reconcile.Request]) {
				if err := r.allowed(); err != nil { // want `callback-blocks: the callback handler.TypedFuncs.CreateFunc blocks the informer listener goroutine of the watch source.*: calls \(\*reconciler\).allowed → http.Get`
					log.Print(err)
				}
			},
			DeleteFunc: func(_ context.Context, e event.DeleteEvent, q workqueue.TypedRateLimitingInterface[reconcile.Request]) {
				q.Add(reconcile.Request{NamespacedName: types.NamespacedName{Name: e.Object.GetName()}})
			},
		}).
		Watches(&corev1.ConfigMap{}, &configs{r}, builder.WithPredicates(predicate.Funcs{
			UpdateFunc: func(e event.UpdateEvent) bool {
				return e.ObjectOld.GetGeneration() != e.ObjectNew.GetGeneration()
			},
			DeleteFunc: func(event.DeleteEvent) bool {
				return r.allowed() == nil // want `callback-blocks: the callback predicate.TypedFuncs.DeleteFunc blocks the informer listener goroutine of the watch source.*: calls \(\*reconciler\).allowed → http.Get`
			},
		}, named{r})).
		Complete(r)
}

// A handler of events is a type too.
type configs struct{ *reconciler }

func (c *configs) Create(ctx context.Context, e event.CreateEvent, q workqueue.TypedRateLimitingInterface[reconcile.Request]) {
	var pods corev1.PodList
	if err := c.List(ctx, &pods); err != nil {
		log.Print(err)
	}
	for _, pod := range pods.Items {
		q.Add(reconcile.Request{NamespacedName: client.ObjectKeyFromObject(&pod)})
	}
}

func (c *configs) Update(_ context.Context, e event.UpdateEvent, q workqueue.TypedRateLimitingInterface[reconcile.Request]) {
	if err := c.allowed(); err != nil { // want `callback-blocks: Update blocks the informer listener goroutine of the watch source.*: calls \(\*reconciler\).allowed → http.Get`
		log.Print(err)
	}
}

func (c *configs) Delete(_ context.Context, e event.DeleteEvent, q workqueue.TypedRateLimitingInterface[reconcile.Request]) {
	q.Add(reconcile.Request{NamespacedName: types.NamespacedName{Name: e.Object.GetName()}})
}

func (c *configs) Generic(context.Context, event.GenericEvent, workqueue.TypedRateLimitingInterface[reconcile.Request]) {
}

// So is a predicate.
type named struct{ *reconciler }

func (n named) Create(event.CreateEvent) bool   { return n.allowed() == nil } // want `callback-blocks: Create blocks the informer listener goroutine of the watch source.*: calls \(\*reconciler\).allowed → http.Get`
func (n named) Update(event.UpdateEvent) bool   { return true }
func (n named) Delete(event.DeleteEvent) bool   { return true }
func (n named) Generic(event.GenericEvent) bool { return false }
