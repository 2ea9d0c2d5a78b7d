// Package a is analysed by a suite of three rules: toy, which reports calls of
// hazard and, if asked to, of noise; idle, which is off by default; and
// baddirective.
package a

func hazard() {}
func noise()  {}

func used() {
	hazard() //asynclint:ignore toy -- it is meant
	//asynclint:ignore toy/hazard -- the category alone
	hazard()
	hazard() // a remark
}

// byDeclaration ignores for all of itself.
//
//asynclint:ignore toy -- all of it is meant
func byDeclaration() {
	hazard()
	hazard()
}

func oneOfTwoNames() {
	hazard() //asynclint:ignore baddirective, toy -- one name is used: that will do
}

func twoDirectives() {
	// Both cover the finding, so neither can be told to be the idle one.
	//asynclint:ignore toy -- by rule
	hazard() //asynclint:ignore toy/hazard -- by category
}

func unused() {
	//asynclint:ignore toy -- it was meant once // want `ignores toy, but there is no such finding here: delete it`
	used()
	used() //asynclint:ignore toy/hazard,toy -- it was meant once // want `ignores toy/hazard, toy, but there is no such finding here: delete it`
}

//asynclint:ignore toy -- the whole function was bad once // want `ignores toy, but there is no such finding here: delete it`
func unusedByDeclaration() { used() }

func notAsked() {
	noise() //asynclint:ignore toy/noise -- off unless asked for: whether it is of use is not known
	used()  //asynclint:ignore idle -- off by default: the same
	used()  //asynclint:ignore toy,idle -- idle might have used it
}

func unreasoned() {
	hazard() //asynclint:ignore toy // want `ignores toy without a reason: add -- and why`
	//asynclint:ignore toy/hazard -- // want `ignores toy/hazard without a reason: add -- and why`
	hazard()
	used() //asynclint:ignore idle // want `ignores idle without a reason: add -- and why`
	// Two findings about one directive: each is worth its own correction.
	used() //asynclint:ignore toy // want `ignores toy without a reason` `ignores toy, but there is no such finding here`
}

func unknown() {
	//asynclint:ignore toys -- misspelt // want `no rule or category "toys": "asynclint rules" lists them`
	hazard()
	hazard() //asynclint:ignore toy,toy/hazards -- known, unknown // want `no rule or category "toy/hazards"`
	used()   //asynclint:ignore hazard -- a category alone is no name // want `no rule or category "hazard"`
	used()   //asynclint:ignore Toy // want `no rule or category "Toy"`
}

//asynclint:event // want `unknown directive asynclint:event: did you mean asynclint:eventloop\?`
func misspelt() { used() }

// asynclint:blocks // want `a directive has no space before it: write //asynclint:blocks`
func spaced() { used() }

//asynclint:spawns 2 // want `asynclint:spawns 2: tooFar has 1 parameters`
func tooFar(f func()) { f() }

//asynclint:eventloop 1 // want `asynclint:eventloop 1: beyond has 1 parameters`
func beyond(f func()) { f() }

//asynclint:eventloop 0 // want `asynclint:eventloop 0: parameter 0 of noFunc is no function`
func noFunc(name string, f func()) { f() }

//asynclint:eventloop 1 -- called by the dispatcher
func dispatch(name string, f func()) { f() }

func misplaced() {
	//asynclint:eventloop // want `asynclint:eventloop belongs in the comment of a function`
	used()
}

//asynclint:eventloop
func loop() { used() }

//asynclint:blocks -- until a person answers
func ask() { used() }

//asynclint:spawns 0
//asynclint:bounded -- by the callers
func spawn(f func()) { go f() }

// prose speaks of asynclint: it is no directive, nor is a remark like
// asynclint:ignore in the middle of a sentence.
func prose() { used() }

// asynclint: this is prose as well.
func proseFirst() { used() }

/* //asynclint:nonsense in a block comment is prose. */
func block() { used() }

type bus struct {
	handler func() //asynclint:eventloop
}

func (b *bus) publish() { b.handler() }
