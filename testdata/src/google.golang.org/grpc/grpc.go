// Package grpc is a stub: signatures of google.golang.org/grpc.
package grpc

type CallOption interface{ before() error }
