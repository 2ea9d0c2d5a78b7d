package example

func (g *gauge) tryAdd() bool {
	if !g.mu.TryLock() {
		return false
	}
	defer g.mu.Unlock()
	g.n++
	return true
}
