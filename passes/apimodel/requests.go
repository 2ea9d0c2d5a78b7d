package apimodel

import "go/types"

// requestRow returns the row of a function that its signature shows to be a request
// to a server, as generated clients have them; nil if it is none:
//
//   - a unary call of a gRPC client, with a context and call options, that returns
//     the answer (https://pkg.go.dev/google.golang.org/grpc#ClientConn.Invoke);
//   - a call of a Kubernetes client, typed or dynamic, with a context and the
//     options of an API request
//     (https://pkg.go.dev/k8s.io/apimachinery/pkg/apis/meta/v1#GetOptions).
//
// Fakes of such clients answer at once, and have the same signatures; they are
// for tests.
func requestRow(fn *types.Func) *Blocking {
	sig := fn.Signature()
	if sig.Recv() == nil || sig.Params().Len() < 2 || sig.Results().Len() == 0 || !IsContext(sig.Params().At(0).Type()) {
		return nil
	}
	note := ""
	switch {
	case isUnaryCall(sig):
		note = "by its signature, a gRPC call"
	case isKubernetesRequest(sig):
		note = "by its signature, a request to the Kubernetes API"
	default:
		return nil
	}
	return &Blocking{Symbol: FuncSymbol(fn), Kind: Network, Strength: Definite, TakesCtx: true, Note: note, Source: Source{Decl: "signature"}}
}

// isUnaryCall reports whether sig ends in gRPC's call options, and returns a
// message and an error: a stream is an interface.
func isUnaryCall(sig *types.Signature) bool {
	if !sig.Variadic() || sig.Results().Len() != 2 {
		return false
	}
	options, ok := sig.Params().At(sig.Params().Len() - 1).Type().(*types.Slice)
	if !ok || TypeSymbol(options.Elem()) != (Symbol{Pkg: "google.golang.org/grpc", Name: "CallOption"}) {
		return false
	}
	_, ok = sig.Results().At(0).Type().Underlying().(*types.Pointer)
	return ok
}

// isKubernetesRequest reports whether sig has the options of an API request.
func isKubernetesRequest(sig *types.Signature) bool {
	for p := range sig.Params().Variables() {
		s := TypeSymbol(p.Type())
		if s.Pkg != "k8s.io/apimachinery/pkg/apis/meta/v1" {
			continue
		}
		switch s.Name {
		case "CreateOptions", "UpdateOptions", "DeleteOptions", "GetOptions", "ListOptions", "PatchOptions", "ApplyOptions":
			return true
		}
	}
	return false
}
