// Package pb is what protoc-gen-go-grpc and client-gen make.
package pb

import (
	"context"

	"google.golang.org/grpc"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

type Order struct{}

type OrdersClient interface {
	Get(ctx context.Context, in *Order, opts ...grpc.CallOption) (*Order, error)
	Watch(ctx context.Context, in *Order, opts ...grpc.CallOption) (Orders_WatchClient, error)
}

type Orders_WatchClient interface{ Recv() (*Order, error) }

type Pod struct{}

type PodInterface interface {
	Get(ctx context.Context, name string, opts metav1.GetOptions) (*Pod, error)
	Key(name string, opts metav1.GetOptions) string
}

// A Lister reads what is in memory.
type Lister interface {
	Get(ctx context.Context, name string) (*Pod, error)
}
