// Package rangefunc holds loops over functions.
package rangefunc

func hazard() {}

func each(yield func(int) bool) {
	yield(1)
}

func bug() {
	for range each {
		hazard() // want `calls hazard`
	}
}

func body() {
	for n := range each {
		println(n)
	}
}

func called() {
	each(func(n int) bool { return n > 0 })
}
