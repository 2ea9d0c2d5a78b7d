// Package v1 is a stub: signatures of k8s.io/apimachinery/pkg/apis/meta/v1.
package v1

type GetOptions struct{ ResourceVersion string }

type ListOptions struct{ LabelSelector string }
