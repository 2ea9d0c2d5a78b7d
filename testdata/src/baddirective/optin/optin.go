// Package optin is analysed with the opt-in category toy/noise turned on.
package optin

func noise() {}

func used() {
	noise() //asynclint:ignore toy/noise -- it is meant
}

func unused() {
	used() //asynclint:ignore toy/noise -- it was meant once // want `ignores toy/noise, but there is no such finding here: delete it`
}

func idle() {
	used() //asynclint:ignore idle/any -- its rule does not run
}
