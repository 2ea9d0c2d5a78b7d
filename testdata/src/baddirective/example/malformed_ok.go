package example

//asynclint:nonblocking -- there is room for all that can be in flight
func enqueueLater(payload []byte) {
	queue <- payload
}

//asynclint:eventloop
func onRequest(payload []byte) {
	enqueueLater(payload)
}
