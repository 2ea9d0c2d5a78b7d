package apimodel

import (
	"go/types"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Meaning says what the error of a call means to code that nobody waits for.
type Meaning uint8

// The meanings.
const (
	Failure    Meaning = iota // something that somebody wanted did not happen
	NeverFails                // documented to be nil, but for a wrong program
	Finished                  // how the end of a stream, a connection or a context is told
	Cleanup                   // the work was done before, only tidying up failed
)

// An errorRow is a function whose error means something else than a failure, or
// than its name suggests.
type errorRow struct {
	Symbol
	Meaning Meaning
	Why     string // what its documentation says, in short
	Source  string // where it says so
}

// errorRows are sorted by package, receiver and name.
var errorRows = []errorRow{
	{Symbol{"bytes", "Buffer", "Write"}, NeverFails, "err is always nil; it panics if the buffer grows too large", "bytes.Buffer.Write"},
	{Symbol{"bytes", "Buffer", "WriteByte"}, NeverFails, "the returned error is always nil", "bytes.Buffer.WriteByte"},
	{Symbol{"bytes", "Buffer", "WriteRune"}, NeverFails, "the error is always nil", "bytes.Buffer.WriteRune"},
	{Symbol{"bytes", "Buffer", "WriteString"}, NeverFails, "err is always nil", "bytes.Buffer.WriteString"},
	{Symbol{"cloud.google.com/go/pubsub", "Subscription", "Receive"}, Failure, "ends early if the service returns an error that can't be retried", "pubsub.Subscription.Receive"},
	{Symbol{"context", "", "Cause"}, Finished, "says why the context was cancelled", "context.Cause"},
	{Symbol{"context", "Context", "Err"}, Finished, "says that the context was cancelled", "context.Context"},
	{Symbol{"crypto/rand", "", "Read"}, NeverFails, "it never returns an error, from Go 1.24 on", "crypto/rand.Read"},
	{Symbol{"fmt", "", "Print"}, NeverFails, "by convention: there is nowhere left to report to", "errcheck's default exclusions"},
	{Symbol{"fmt", "", "Printf"}, NeverFails, "by convention: there is nowhere left to report to", "errcheck's default exclusions"},
	{Symbol{"fmt", "", "Println"}, NeverFails, "by convention: there is nowhere left to report to", "errcheck's default exclusions"},
	{Symbol{"github.com/IBM/sarama", "ConsumerGroup", "Consume"}, Failure, "returns what made the session end", "sarama.ConsumerGroup"},
	{Symbol{"golang.org/x/sync/errgroup", "Group", "Wait"}, Failure, "returns the first error of the group's functions", "errgroup.Group.Wait"},
	{Symbol{"golang.org/x/sync/semaphore", "Weighted", "Acquire"}, Finished, "fails with ctx.Err() only", "semaphore.Weighted.Acquire"},
	{Symbol{"golang.org/x/time/rate", "Limiter", "Wait"}, Finished, "fails if the context ends, or would before the wait", "rate.Limiter.Wait"},
	{Symbol{"golang.org/x/time/rate", "Limiter", "WaitN"}, Finished, "fails if the context ends, or would before the wait", "rate.Limiter.WaitN"},
	{Symbol{"hash/maphash", "Hash", "Write"}, NeverFails, "never fails", "maphash.Hash.Write"},
	{Symbol{"hash/maphash", "Hash", "WriteByte"}, NeverFails, "never fails; the result is for io.ByteWriter", "maphash.Hash.WriteByte"},
	{Symbol{"hash/maphash", "Hash", "WriteString"}, NeverFails, "never fails; the result is for io.StringWriter", "maphash.Hash.WriteString"},
	{Symbol{"io", "", "Copy"}, Finished, "ends when either side does", "io.Copy"},
	{Symbol{"io", "", "CopyBuffer"}, Finished, "ends when either side does", "io.CopyBuffer"},
	{Symbol{"io", "", "CopyN"}, Finished, "ends when either side does", "io.CopyN"},
	{Symbol{"k8s.io/apimachinery/pkg/api/meta", "", "Accessor"}, NeverFails, "fails for what is no API object, which the types of a program decide", "meta.Accessor"},
	{Symbol{"k8s.io/client-go/tools/cache", "", "DeletionHandlingMetaNamespaceKeyFunc"}, NeverFails, "fails for what is no API object, which the types of a program decide", "cache.MetaNamespaceKeyFunc"},
	{Symbol{"k8s.io/client-go/tools/cache", "", "MetaNamespaceKeyFunc"}, NeverFails, "fails for what is no API object, which the types of a program decide", "cache.MetaNamespaceKeyFunc"},
	{Symbol{"math/rand", "", "Read"}, NeverFails, "always returns a nil error", "math/rand.Read"},
	{Symbol{"math/rand", "Rand", "Read"}, NeverFails, "always returns a nil error", "math/rand.Rand.Read"},
	{Symbol{"os", "Process", "Wait"}, Finished, "waits for the end of a process, and reaps it", "os.Process.Wait"},
	{Symbol{"os/exec", "Cmd", "Wait"}, Finished, "waits for the end of a process, and reaps it", "exec.Cmd.Wait"},
	{Symbol{"sigs.k8s.io/controller-runtime/pkg/manager", "Manager", "Start"}, Failure, "returns an error if a controller can't start", "manager.Manager"},
	{Symbol{"strings", "Builder", "Write"}, NeverFails, "always returns len(p), nil", "strings.Builder.Write"},
	{Symbol{"strings", "Builder", "WriteByte"}, NeverFails, "the returned error is always nil", "strings.Builder.WriteByte"},
	{Symbol{"strings", "Builder", "WriteRune"}, NeverFails, "returns a nil error", "strings.Builder.WriteRune"},
	{Symbol{"strings", "Builder", "WriteString"}, NeverFails, "returns a nil error", "strings.Builder.WriteString"},
}

// Names of functions by which APIs everywhere tell that something is over
// (whatever arrives next: the end) or tidy up. A name matches with what follows
// it in camel case: Read matches ReadFrame and readLoop, not Ready.
var (
	finishedNames = []string{
		"Accept", "Acquire", "Await", "Discard", "Err", "Fetch", "Next", "Peek", "Poll", "Pop", "Read", "Receive", "Recv", "Scan", "Wait",
	}
	cleanupNames = []string{
		"Abort", "Cancel", "Clean", "Cleanup", "Close", "Delete", "Destroy", "Disconnect", "Kill", "Logout", "Release", "Remove",
		"Rollback", "SetDeadline", "SetReadDeadline", "SetWriteDeadline", "Shutdown", "Stop", "Terminate", "Unlock", "Unsubscribe",
	}
	// peerNames are how the end of a connection is met by who writes to it.
	peerNames = []string{"Flush", "Ping", "Send", "Write"}

	// serveNames are what is done for as long as a connection lasts.
	serveNames = []string{"Handle", "Process", "Serve"}

	// serviceNames are what runs until it is told to end.
	serviceNames = []string{"Consume", "Listen", "Loop", "Monitor", "Process", "Run", "Serve", "Start", "Subscribe", "Watch", "Work"}

	// connTypes are parts of the names of types that connect two sides.
	connTypes = []string{"Chan", "Client", "Conn", "Pipe", "Session", "Socket", "Stream", "Writer", "Wire"}

	// endErrors are parts of the names of error values that mean the end.
	endErrors = []string{"Abort", "Cancel", "Closed", "Closing", "Disconnect", "Done", "EOF", "Exit", "Finish", "Quit", "Shutdown", "ShuttingDown", "Stop", "Terminat"}

	// endWords are what messages of such errors say.
	endWords = []string{"abort", "cancel", "closed", "closing", "disconnected", "done", "eof", "exiting", "finished", "no longer", "shut down", "shutdown", "shutting down", "stopped", "stopping", "terminat"}
)

// ErrorMeaning returns what it means that fn, of which nothing but its name and
// type is looked at, returns an error. recv is the type of the value whose method
// is called, nil if there is none: methods are often those of an embedded
// interface, whose name says less.
func (m *Model) ErrorMeaning(fn *types.Func, recv types.Type) Meaning {
	if row := errorRowOf(FuncSymbol(fn)); row != nil {
		return row.Meaning
	}
	switch name := fn.Name(); {
	case name == "Write" && isHash(recv):
		return NeverFails
	case hasName(name, finishedNames) && hasSource(fn), hasName(name, peerNames) && (isConn(recv) || isConn(recvType(fn))):
		return Finished
	case hasName(name, cleanupNames):
		return Cleanup
	case hasName(name, serveNames) && endsInConn(name):
		return Finished
	}
	return Failure
}

// EndsWithContext reports whether the error of fn, of which nothing is known but
// its name and type, is most likely that its context was cancelled: it takes one,
// and its name, such as Serve, says that it runs until it is told to end.
func (m *Model) EndsWithContext(fn *types.Func) bool {
	if errorRowOf(FuncSymbol(fn)) != nil || !hasName(fn.Name(), serviceNames) {
		return false
	}
	for v := range fn.Signature().Params().Variables() {
		if IsContext(v.Type()) {
			return true
		}
	}
	return false
}

// endsInConn reports whether a function with the given name, such as ServeConn
// and handleStream, is about one connection, by the last word of the name.
func endsInConn(name string) bool {
	return slices.ContainsFunc([]string{"Conn", "Connection", "Peer", "Session", "Socket", "Stream"}, func(word string) bool {
		return strings.HasSuffix(name, word)
	})
}

// MeansEnd reports whether the name of an error value, such as ErrClosed or EOF,
// says that something ended as it should.
func MeansEnd(name string) bool {
	return slices.ContainsFunc(endErrors, func(part string) bool { return strings.Contains(name, part) })
}

// SaysEnd reports whether text, the message of an error that is made from
// nothing, says that something ended as it should.
func SaysEnd(text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(endWords, func(word string) bool { return strings.Contains(text, word) })
}

// IsCleanupName reports whether a function with the given name tidies up, to
// judge by the name.
func IsCleanupName(name string) bool { return hasName(name, cleanupNames) }

// An EndError is the error value with which a function reports that it was told
// to end.
type EndError struct {
	Symbol        // the function
	Path   string // the package of the error value
	Err    string // its name
}

var endErrorsOf = []EndError{
	{Symbol{"net/http", "Server", "ListenAndServe"}, "net/http", "ErrServerClosed"},
	{Symbol{"net/http", "Server", "ListenAndServeTLS"}, "net/http", "ErrServerClosed"},
	{Symbol{"net/http", "Server", "Serve"}, "net/http", "ErrServerClosed"},
	{Symbol{"net/http", "Server", "ServeTLS"}, "net/http", "ErrServerClosed"},
}

// EndErrorOf returns the error value with which fn reports a regular end, nil if
// none is known.
func EndErrorOf(fn *types.Func) *EndError {
	s := FuncSymbol(fn)
	for i := range endErrorsOf {
		if endErrorsOf[i].Symbol == s {
			return &endErrorsOf[i]
		}
	}
	return nil
}

func errorRowOf(s Symbol) *errorRow {
	i, found := slices.BinarySearchFunc(errorRows, s, func(row errorRow, s Symbol) int {
		if c := strings.Compare(row.Pkg, s.Pkg); c != 0 {
			return c
		}
		return compareInPackage(row.Symbol, s)
	})
	if !found {
		return nil
	}
	return &errorRows[i]
}

// hasSource reports whether fn may read from something that is open already: it
// is a method, or has a parameter that is not of a basic type. os.ReadFile has no
// source.
func hasSource(fn *types.Func) bool {
	sig := fn.Signature()
	if sig.Recv() != nil {
		return true
	}
	for v := range sig.Params().Variables() {
		if _, ok := v.Type().Underlying().(*types.Basic); !ok {
			return true
		}
	}
	return false
}

// isHash reports whether t has the methods of hash.Hash, whose Write "never
// returns an error".
func isHash(t types.Type) bool {
	if t == nil {
		return false
	}
	for _, name := range []string{"Sum", "BlockSize", "Reset"} {
		if obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name); obj == nil {
			return false
		}
	}
	return true
}

// isConn reports whether t is a type whose name says that it connects two sides.
func isConn(t types.Type) bool {
	if t == nil {
		return false
	}
	obj := TypeName(t)
	if obj == nil {
		return false
	}
	name := strings.ToLower(obj.Name())
	return slices.ContainsFunc(connTypes, func(part string) bool { return strings.Contains(name, strings.ToLower(part)) })
}

func recvType(fn *types.Func) types.Type {
	if recv := fn.Signature().Recv(); recv != nil {
		return recv.Type()
	}
	return nil
}

// hasName reports whether name starts with one of prefixes, as words in camel
// case, exported or not.
func hasName(name string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(prefix string) bool {
		if len(name) < len(prefix) || !strings.EqualFold(name[:1], prefix[:1]) || name[1:len(prefix)] != prefix[1:] {
			return false
		}
		next, _ := utf8.DecodeRuneInString(name[len(prefix):])
		return !unicode.IsLower(next)
	})
}
