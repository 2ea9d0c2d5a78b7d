package example

func careful() {}

func runCarefully() {
	careful()
}
