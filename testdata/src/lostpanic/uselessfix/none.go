package uselessfix

func noLogger() {
	defer recover() // want `defer recover\(\) does not recover`
	work()
}
