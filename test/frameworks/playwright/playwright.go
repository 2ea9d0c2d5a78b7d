// Package playwright watches a browser with github.com/playwright-community/playwright-go.
package playwright

import (
	"database/sql"
	"log"

	"github.com/playwright-community/playwright-go"
)

func blocking(page playwright.Page, db *sql.DB) {
	page.OnConsole(func(m playwright.ConsoleMessage) {
		if _, err := db.Exec("INSERT INTO console VALUES (?)", m.Text()); err != nil { // want `callback-blocks: the callback passed to playwright.Page.OnConsole blocks the single connection dispatch goroutine.*: calls \(\*sql.DB\).Exec; instead: go func`
			log.Print(err)
		}
	})
}

// deadlocked waits for a reply that the same goroutine would deliver.
func deadlocked(page playwright.Page) {
	page.OnResponse(func(resp playwright.Response) {
		body, err := resp.Body() // want `forbidden-call: .*Body`
		if err == nil {
			log.Printf("%d bytes", len(body))
		}
	})
}

func offloaded(page playwright.Page) {
	page.OnResponse(func(resp playwright.Response) {
		go func() {
			body, err := resp.Body()
			if err == nil {
				log.Printf("%d bytes", len(body))
			}
		}()
	})
}
