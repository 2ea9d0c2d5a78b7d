// Package elsewhere is code that isn't followed from package escapes.
package elsewhere

type Struct struct{ C chan int }

var Global chan int

func Take(ch chan int)      {}
func Receive(ch <-chan int) {}
func Send(ch chan<- int)    {}
func Address(ch *chan int)  {}
func Make() chan int        { return nil }
