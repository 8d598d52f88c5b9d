// Package tz is the time zones of the IANA database, which it brings along: a program runs on machines without one. It stands apart because of its size.
package tz

import (
	"errors"
	"time"
	_ "time/tzdata" // the database, for machines without

	"github.com/streamc-dev/streamc/runtime/fn"
)

// Load is the zone of an IANA name such as Europe/Brussels; UTC is a nil Zone. The error says that there is no such zone.
func Load(name string) (fn.Zone, error) {
	if name == "UTC" || name == "" {
		return nil, nil
	}
	location, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		return nil, errors.New("there is no time zone " + name + " (names are like Europe/Brussels or UTC)")
	}
	return func(t fn.Time) int {
		_, offset := time.Unix(0, int64(t)).In(location).Zone()
		return offset
	}, nil
}

// MustLoad is Load of a name that the compiler has checked.
func MustLoad(name string) fn.Zone {
	zone, err := Load(name)
	if err != nil {
		panic("tz: " + err.Error())
	}
	return zone
}
