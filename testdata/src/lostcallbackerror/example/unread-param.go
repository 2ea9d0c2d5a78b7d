package example

type receipt struct{ total int }

func eachReceipt(visit func(o *receipt, err error)) {
	visit(&receipt{total: 1}, nil)
}

func turnover() (sum int) {
	eachReceipt(func(o *receipt, err error) {
		sum += o.total
	})
	return sum
}
