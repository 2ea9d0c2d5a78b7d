// Package alone is analysed without a suite: no rule is known, so none is
// unknown, and no ignore can be told to be unused.
package alone

func malformed() {
	//asynclint:blocks // want `asynclint:blocks belongs in the comment of a function`
	unknown()
}

func unreasoned() {
	unknown() //asynclint:ignore toys // want `ignores toys without a reason`
}

func unknown() {
	unused() //asynclint:ignore toys -- there may be such a rule
}

func unused() {
	print() //asynclint:ignore toy -- there may be such a finding
}

//asynclint:eventloop
func declared() { unused() }
