package apimodel

// A Source says where the claim of a row can be checked.
type Source struct {
	Module  string // module path, "std" for the standard library
	Version string // the version in which the claim was checked
	Decl    string // file:line of the declaration in that version
}

// A Kind says what a blocking function waits for.
type Kind uint8

// The kinds of waits.
const (
	Unknown    Kind = iota
	Sleep           // time passing
	Wait            // other goroutines, a process, a condition
	Channel         // the other end of a channel
	Network         // a peer on the network
	DNS             // a name server
	Database        // a database's answer
	Subprocess      // a child process
	Lock            // a lock held by others
	Disk            // the file system
	Stdin           // an io.Reader that may be a terminal or a connection
)

var kindNames = [...]string{
	Unknown: "unknown", Sleep: "sleep", Wait: "wait", Channel: "channel", Network: "network", DNS: "dns",
	Database: "database", Subprocess: "subprocess", Lock: "lock", Disk: "disk", Stdin: "stdin",
}

func (k Kind) String() string { return kindNames[k] }

// A Strength says how surely a call of a blocking function waits.
type Strength uint8

// The strengths, in rising order.
const (
	CPU         Strength = iota // computes for long, waits for nobody
	Brief                       // waits shortly as a rule: an uncontended lock, a local disk
	Conditional                 // waits if its receiver or argument is of a kind that waits
	Definite                    // waits for something outside the program's control
)

// A Blocking row is a function that may keep its caller waiting.
type Blocking struct {
	Symbol
	Kind       Kind
	Strength   Strength
	Indefinite bool // no bound on the wait is given by the call itself
	TakesCtx   bool // a context parameter can end the wait
	CtxIdiom   string
	CtxFuncs   []string // functions that do the same under a context
	Note       string
	Source     Source
}

// A Shape says how a function of ours gets to be a callback.
type Shape uint8

// The shapes of callback rows.
const (
	FuncParam       Shape = iota // passed as parameter Param
	InterfaceMethod              // a method of a type that implements the interface Symbol.Recv
	StructField                  // assigned to field Name of struct Recv
	FuncType                     // converted to the named function type
	LoopCall                     // none: the for statement around a call of the function is the loop
	ChanParam                    // a channel that the other side sends on
	ChanResult
	ChanField
	Call       // none: the call of the function itself
	ResultType // none: a value of the type, whichever function returned it
)

// A Confidence says how a claim was established.
type Confidence uint8

// The confidences, in rising order.
const (
	Inferred   Confidence = iota // from how the API is shaped and used
	FromSource                   // read in the implementation
	Documented                   // promised by the documentation
)

// A Callback row is a place of an API through which a function of ours comes to
// run on a goroutine that serves others too: a loop.
type Callback struct {
	Symbol
	Shape     Shape
	Param     int    // index of the parameter, -1 if not a parameter
	Result    int    // index of the result, if Shape is ChanResult
	Interface bool   // the parameter is an interface whose methods are the callbacks
	Loop      string // the goroutine that is kept, and what it serves
	Deadlock  bool   // waiting there can hang for ever, and not only stall
	Hazard    Hazard // what becomes of events that come meanwhile
	Offload   string // the API's own idiom for long work
	When      string // the configuration under which all this holds, "" if always

	// Forbidden are the calls that wait for the loop, and so for ever if the
	// callback makes them itself. ForbiddenNote says why, or on which condition.
	Forbidden     []Forbidden
	ForbiddenNote string

	Confidence Confidence
	Evidence   string
	Source     Source

	// Reentry is set, with the reason, where only calling back into the API is
	// a hazard: blocking there delays nobody who did not ask for it.
	Reentry string
}

// A Hazard says what becomes of the events of a channel, or the callbacks, that
// nobody has the time for.
type Hazard uint8

// The hazards.
const (
	Waits          Hazard = iota // the other side waits
	LostEvent                    // they are dropped
	UnboundedQueue               // they are kept, however many there are
)

// Hangs says on which objects a forbidden call hangs.
type Hangs uint8

// The answers.
const (
	OnSame    Hangs = iota // on the one whose loop runs the callback, or that belongs to it; on others it only keeps the loop
	OnSameKey              // on the same one with the same first argument
	OnAny                  // on all that a program has: it concerns no object, or there is one as a rule
	Elsewhere              // it is a wait like others, and no call back into the API
)

// A Forbidden call is one that hangs in a callback.
type Forbidden struct {
	Symbol
	Hangs Hangs
	Of    []string // the methods whose results the call has to be about, if not any
	Why   string   // what the call does in the callback, as the end of a sentence; or why it is harmless
}

// A Spawner row is a function that runs a function of ours as a task.
type Spawner struct {
	Symbol
	Shape   Shape
	Param   int    // index of the parameter, -1 if not a parameter
	Runs    string // on whose goroutine, and how often
	Error   string // where the task's error goes
	Panic   string // what a panic of the task does
	Bounded string // what limits the number of tasks
	Joins   []string
	Source  Source
}

// A Negative row is a place that looks like a loop's callback but has a
// goroutine of its own, or the caller's: blocking there is fine.
type Negative struct {
	Symbol
	Shape  Shape
	Param  int
	RunsOn string
	Why    string
	Source Source
}

// An Alias is a module under which an API was known before.
type Alias struct {
	Legacy, Current string
	Missing         []string // Type.Name or Name of symbols that the legacy module lacks
}
