package example

import (
	"errors"
	"strconv"
)

func (t table) product() (int, error) {
	var errs []error
	product := 1
	t.each(func(cell string) {
		n, err := strconv.Atoi(cell)
		if err != nil {
			errs = append(errs, err)
			return
		}
		product *= n
	})
	return product, errors.Join(errs...)
}
