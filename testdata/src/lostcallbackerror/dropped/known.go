package dropped

import "k8s.io/client-go/tools/cache"

// The model knows who calls these.
func inform(informer cache.SharedInformer, queue chan<- string) {
	informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc: func(obj interface{}) {
			key, err := cache.MetaNamespaceKeyFunc(obj)
			if err != nil {
				return
			}
			queue <- key
		},
		UpdateFunc: func(_, obj interface{}) {
			key, _ := cache.MetaNamespaceKeyFunc(obj)
			if err := apply(key); err != nil { // want `^callback in field UpdateFunc ends without a word because apply failed`
				return
			}
			queue <- key
		},
	})
}
