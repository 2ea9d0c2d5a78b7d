package unboundedspawn

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/diagnose"
)

// perItem reports a task that is started for each element of a list.
func (s *site) perItem() {
	w := s.waits()
	if w == nil {
		return
	}
	msg := fmt.Sprintf("each %s starts %s, all at once: nothing limits how many call %s together", s.each(), s.started(), w)
	s.c.rep.ReportOn(s.siteRange(), spawnPerItem, msg, []analysis.RelatedInformation{diagnose.Related(s.loopRange(), "the loop")})
}
