package example

import "strconv"

type table []string

func (t table) each(f func(cell string)) {
	for _, cell := range t {
		f(cell)
	}
}

func (t table) sum() (int, error) {
	var err error
	sum := 0
	t.each(func(cell string) {
		n, err := strconv.Atoi(cell) // want `the error of strconv.Atoi goes to a new err in the callback: the err that is looked at after t.each doesn't get it`
		if err != nil {
			return
		}
		sum += n
	})
	if err != nil {
		return 0, err
	}
	return sum, nil
}
