package useless

func init() {
	if r := recover(); r != nil { // want `recover returns nil here: init is never deferred; a panic goes on`
		println("recovered")
	}
	work()
}
