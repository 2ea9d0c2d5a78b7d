package example

func hazard() {}

func run() {
	hazard() // want `calls hazard, which is a hazard`
}
