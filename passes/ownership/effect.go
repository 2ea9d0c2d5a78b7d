package ownership

// An Effect is what a function does with a resource that it is passed, as its
// caller sees it.
type Effect uint8

// The effects.
const (
	Unknown  Effect = iota // it may do anything
	Borrows                // it uses the resource while it runs: the caller's duty stays
	Keeps                  // it hands it on: stores, returns, sends it, or gives it to a goroutine
	Releases               // it releases it, on some path at least
)

var effectNames = [...]string{Unknown: "unknown", Borrows: "borrows", Keeps: "keeps", Releases: "releases"}

func (e Effect) String() string { return effectNames[e] }

// effects is the set of what happens to a variable. The empty set means that
// it is only used.
type effects uint8

const (
	released effects = 1 << iota
	deferred         // released later in any case: by a defer statement itself, by whoever gets its method value
	kept
	returned // by the function that declares the variable
	unknown
)

// effect returns what the set means to a caller.
func (e effects) effect() Effect {
	switch {
	case e&(released|deferred) != 0:
		return Releases
	case e&(kept|returned) != 0:
		return Keeps
	case e&unknown != 0:
		return Unknown
	}
	return Borrows
}

// passed returns what happens to an argument whose parameter has the effects e.
func (e effects) passed() effects {
	if e&returned != 0 {
		e = e&^returned | kept
	}
	if e&deferred != 0 {
		e = e&^deferred | released
	}
	return e
}

// passed returns the set that stands for passing a value to a function with
// the effect.
func (e Effect) passed() effects {
	switch e {
	case Borrows:
		return 0
	case Keeps:
		return kept
	case Releases:
		return released
	}
	return unknown
}

// A Certainty says how sure it is that an instruction does something.
type Certainty uint8

// The certainties.
const (
	No   Certainty = iota
	May            // on some path, or perhaps
	Must           // whenever it is executed
)

func (c Certainty) String() string { return [...]string{"no", "may", "must"}[c] }
