// Package gorm stores with gorm.io/gorm.
package gorm

import (
	"gorm.io/gorm"
)

type user struct {
	ID   uint
	Name string
}

// The library logs what fails.
func logged(db *gorm.DB, u *user) {
	db.Create(u)
	db.Model(u).Where("id = ?", 1).Update("name", "")
}

func asked(db *gorm.DB, u *user) error {
	if err := db.Create(u).Error; err != nil {
		return err
	}
	res := db.Save(u)
	if res.Error != nil {
		return res.Error
	}
	if db.Delete(u).RowsAffected == 0 {
		return gorm.ErrRecordNotFound
	}
	return nil
}

// What was found tells.
func found(db *gorm.DB, id uint) *user {
	var u user
	db.First(&u, id)
	if u.ID == 0 {
		return nil
	}
	return &u
}

func transaction(db *gorm.DB, us []*user) error {
	return db.Transaction(func(tx *gorm.DB) error {
		for _, u := range us {
			if err := tx.Save(u).Error; err != nil {
				return err
			}
		}
		return nil
	})
}
