// Package requests asks servers by the clients that are generated for them.
package requests

import (
	"context"

	"loopblock/requests/pb"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

type shop struct {
	orders pb.OrdersClient
	pods   pb.PodInterface
	lister pb.Lister
}

//asynclint:eventloop
func (s *shop) onEvent(ctx context.Context, name string) {
	s.orders.Get(ctx, nil) // want `onEvent blocks its event loop: calls pb.OrdersClient.Get`
	s.pod(ctx, name)       // want `onEvent blocks its event loop: calls \(\*shop\).pod → pb.PodInterface.Get`
	s.orders.Watch(ctx, nil)
	s.pods.Key(name, metav1.GetOptions{})
	s.lister.Get(ctx, name)
	go s.pod(ctx, name)
}

func (s *shop) pod(ctx context.Context, name string) {
	s.pods.Get(ctx, name, metav1.GetOptions{})
}
