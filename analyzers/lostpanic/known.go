package lostpanic

import (
	"go/types"
	"slices"
)

// A recoverer is a function of another package that calls recover itself, so that
// it does nothing unless it is deferred.
type recoverer struct {
	pkg, name string
	stops     bool // it stops each panic by default, and does not go on with it
	source    string
}

// recoverers are those that are known, each with the place where that was read.
var recoverers = []recoverer{
	{"github.com/dsnet/try", "F", false, "v0.0.3 try.go:198"},
	{"github.com/dsnet/try", "Handle", false, "v0.0.3 try.go:180"},
	{"github.com/dsnet/try", "HandleF", false, "v0.0.3 try.go:186"},
	{"github.com/dsnet/try", "Recover", false, "v0.0.3 try.go:171"},
	{"github.com/getsentry/sentry-go", "Recover", true, "v0.27.0 sentry.go:65"},
	{"github.com/getsentry/sentry-go", "RecoverWithContext", true, "v0.27.0 sentry.go:74"},
	{"github.com/microsoft/ApplicationInsights-Go/appinsights", "TrackPanic", false, "v0.4.4 appinsights/exception.go:143"},
	{"github.com/onsi/ginkgo", "GinkgoRecover", true, "v1.16.5 ginkgo_dsl.go:304"},
	{"github.com/onsi/ginkgo/v2", "GinkgoRecover", true, "v2.33.1 core_dsl.go:492"},
	{"github.com/zeromicro/go-zero/core/rescue", "Recover", true, "v1.10.3 core/rescue/recover.go:14"},
	{"github.com/zeromicro/go-zero/core/rescue", "RecoverCtx", true, "v1.10.3 core/rescue/recover.go:25"},
	{"k8s.io/apimachinery/pkg/util/runtime", "HandleCrash", false, "v0.37.2 pkg/util/runtime/runtime.go:57"},
	{"k8s.io/apimachinery/pkg/util/runtime", "HandleCrashWithContext", false, "v0.37.2 pkg/util/runtime/runtime.go:78"},
	{"k8s.io/apimachinery/pkg/util/runtime", "HandleCrashWithLogger", false, "v0.37.2 pkg/util/runtime/runtime.go:90"},
	{"k8s.io/apimachinery/pkg/util/runtime", "RecoverFromPanic", true, "v0.37.2 pkg/util/runtime/runtime.go:305"},
}

// recovererOf returns what is known of fn, nil if nothing is.
func recovererOf(fn *types.Func) *recoverer {
	if fn.Pkg() == nil || fn.Signature().Recv() != nil {
		return nil
	}
	i := slices.IndexFunc(recoverers, func(r recoverer) bool { return r.pkg == fn.Pkg().Path() && r.name == fn.Name() })
	if i < 0 {
		return nil
	}
	return &recoverers[i]
}

// importsRecoverer reports whether calls can be those of a known recoverer.
func importsRecoverer(pkg *types.Package) bool {
	return slices.ContainsFunc(pkg.Imports(), func(p *types.Package) bool {
		return slices.ContainsFunc(recoverers, func(r recoverer) bool { return r.pkg == p.Path() })
	})
}
