package lostfuture

import "golang.org/x/tools/go/analysis"

func (c *checker) waitFix(call call) []analysis.SuggestedFix { return nil }
