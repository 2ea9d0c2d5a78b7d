// Package runtime is a stub: signatures of k8s.io/apimachinery/pkg/util/runtime.
package runtime

func HandleCrash(additionalHandlers ...func(interface{})) {}

func RecoverFromPanic(err *error) {}
