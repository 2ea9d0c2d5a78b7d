package example

func checkedTurnover() (sum int, failed error) {
	eachReceipt(func(o *receipt, err error) {
		if err != nil {
			failed = err
			return
		}
		sum += o.total
	})
	return sum, failed
}
