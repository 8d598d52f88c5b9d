package check

import (
	"regexp"
	"slices"
	"testing"

	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// checkText parses and checks a program.
func checkText(t *testing.T, text string) diag.List {
	t.Helper()
	file, list := dsl.Parse("test.pipe", []byte(text))
	if list.HasErrors() {
		t.Fatalf("%q does not parse: %v", text, list)
	}
	_, list = Check(file, Options{GoPackages: goPackages(t)})
	return list
}

func TestPagesGiveTheirCode(t *testing.T) {
	for _, page := range Codes {
		t.Run(page.Code, func(t *testing.T) {
			list := checkText(t, page.Example)
			for _, d := range list {
				if d.Code != page.Code {
					t.Errorf("got %v", d)
				}
			}
			if len(list) != 1 {
				t.Errorf("got %d messages, wanted one: %v", len(list), list)
			}
		})
	}
}

func TestPagesAreWhole(t *testing.T) {
	var seen []string
	for _, page := range Codes {
		if page.Title == "" || page.Text == "" || page.Example == "" || !regexp.MustCompile(`^[EW]\d{4}$`).MatchString(page.Code) {
			t.Errorf("the page %q is not whole", page.Code)
		}
		if slices.Contains(seen, page.Code) {
			t.Errorf("%s has two pages", page.Code)
		}
		seen = append(seen, page.Code)
	}
}

var goTerms = regexp.MustCompile(`int64|float64|\*types|\*plan|\*dsl|interface|nil\b|struct|<nil>|%!`)

func TestMessagesSpeakTheLanguage(t *testing.T) {
	for _, page := range Codes {
		for _, d := range checkText(t, page.Example) {
			if text := d.Message + d.Hint; goTerms.MatchString(text) {
				t.Errorf("%s speaks Go: %s", d.Code, text)
			}
		}
	}
}
