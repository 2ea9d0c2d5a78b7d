package uses

import "os"

type conn struct{ n int }

func (c *conn) read() int { return c.n }
func (c *conn) Close()    {}

func helper(c *conn) { use(c) }
func use(any)

func captured() {
	c := &conn{}
	go func() { // want `uses of c: \+1 \+4$`
		use(c)
		func() {
			d := c
			use(d.n)
		}()
	}()
}

func passed(c *conn) {
	go helper(c) // want `uses of c: -15`
}

func bound(c *conn) {
	go c.read() // want `uses of c: -22$`
}

func external(f *os.File) {
	go f.Sync() // want `uses of f: \+0`
}

func none(c *conn) {
	go func() {}() // want `uses of c: -`
}

func reassigned() {
	c := &conn{}
	c = &conn{1}
	go func() { // want `uses of c: \+1$`
		use(c)
	}()
}
