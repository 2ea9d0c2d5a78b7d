package lostpanic

import (
	"go/types"
	"slices"
	"strings"
)

// recoverers are functions of other packages that call recover themselves, so
// that they do nothing unless they are deferred. Read in the versions named.
var recoverers = map[string][]string{
	// pkg/util/runtime/runtime.go, v0.37.2
	"k8s.io/apimachinery/pkg/util/runtime": {"HandleCrash", "HandleCrashWithContext", "HandleCrashWithLogger", "RecoverFromPanic"},
	// sentry.go, v0.27.0
	"github.com/getsentry/sentry-go": {"Recover", "RecoverWithContext"},
	// core/rescue/recover.go, v1.10.3
	"github.com/zeromicro/go-zero/core/rescue": {"Recover", "RecoverCtx"},
	// core_dsl.go, v2
	"github.com/onsi/ginkgo/v2": {"GinkgoRecover"},
	// ginkgo_dsl.go, v1
	"github.com/onsi/ginkgo": {"GinkgoRecover"},
	// try.go
	"github.com/dsnet/try": {"F", "Handle", "HandleF", "Recover"},
	// appinsights/exception.go
	"github.com/microsoft/ApplicationInsights-Go/appinsights": {"TrackPanic"},
}

func isRecoverer(fn *types.Func) bool {
	return fn.Pkg() != nil && fn.Signature().Recv() == nil && slices.Contains(recoverers[fn.Pkg().Path()], fn.Name())
}

// stopsAll reports whether fn, one of the recoverers, keeps the process alive. By
// default, those of Kubernetes log the panic and go on with it.
func stopsAll(fn *types.Func) bool {
	return !strings.HasPrefix(fn.Name(), "HandleCrash") && fn.Name() != "TrackPanic"
}

// importsRecoverer reports whether calls can be those of a known recoverer.
func importsRecoverer(pkg *types.Package) bool {
	return slices.ContainsFunc(pkg.Imports(), func(p *types.Package) bool { return recoverers[p.Path()] != nil })
}
