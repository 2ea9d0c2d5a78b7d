package example

//asynclint:nonblock // want `unknown directive asynclint:nonblock: did you mean asynclint:nonblocking\?`
func enqueue(payload []byte) {
	queue <- payload
}

// asynclint:eventloop // want `a directive has no space before it: write //asynclint:eventloop`
func onMessage(payload []byte) {
	//asynclint:nonblocking // want `asynclint:nonblocking belongs in the comment of a function, interface method, func type, or func-typed field or variable`
	enqueue(payload)
}

var queue = make(chan []byte, 1000)
