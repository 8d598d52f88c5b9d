package dsl

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// limitExamples are programs over the limits, which no page shows.
var limitExamples = map[string]string{
	"E0107": strings.Repeat("# nothing\n", maxFileBytes/10+1),
	"E0210": "x = " + strings.Repeat("(", maxDepth+1) + "1" + strings.Repeat(")", maxDepth+1) + "\n",
	"E0211": "x = f(" + strings.Repeat("1, ", maxArgs+1) + ")\n",
}

func TestPages(t *testing.T) {
	for _, page := range Codes {
		example := page.Example
		if example == "" {
			example = limitExamples[page.Code]
		}
		if page.Code == "E0212" { // stands behind others only
			continue
		}
		_, list := Parse("example.pipe", []byte(example))
		var got []string
		for _, d := range list {
			got = append(got, d.Code)
		}
		if !slices.Equal(got, []string{page.Code}) {
			t.Errorf("the example of %s gives %v", page.Code, list)
		}
		if page.Title == "" || page.Text == "" {
			t.Errorf("the page of %s is empty", page.Code)
		}
	}
}

func TestErrorsAreLimited(t *testing.T) {
	_, list := Parse("f.pipe", []byte(strings.Repeat("x = = 1\n", 3*maxErrors)))
	if last := list[len(list)-1]; len(list) != maxErrors+1 || last.Code != "E0212" || !strings.Contains(last.Message, "200 more") {
		t.Errorf("%d errors, the last %v", len(list), last)
	}
}

// TestPagesAreComplete looks for the codes in the sources.
func TestPagesAreComplete(t *testing.T) {
	used := map[string]bool{codeTooDeep: true}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`diag\.New\("(E\d{4})"`).FindAllStringSubmatch(string(text), -1) {
			used[m[1]] = true
		}
	}
	last := ""
	for _, page := range Codes {
		if page.Code <= last {
			t.Errorf("%s stands behind %s", page.Code, last)
		}
		if !used[page.Code] {
			t.Errorf("nothing says %s", page.Code)
		}
		delete(used, page.Code)
		last = page.Code
	}
	for code := range used {
		t.Errorf("%s has no page", code)
	}
}
