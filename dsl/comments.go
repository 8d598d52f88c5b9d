package dsl

import "strings"

// docComments joins runs of comments that stand alone on their lines, and files each under the line behind it.
func docComments(comments []Comment) map[int]string {
	docs := map[int]string{}
	var run []string
	for i, c := range comments {
		if !c.OwnLine {
			continue
		}
		run = append(run, commentText(c))
		line := c.Span.Start.Line
		if i+1 < len(comments) && comments[i+1].OwnLine && comments[i+1].Span.Start.Line == line+1 {
			continue
		}
		docs[line+1] = strings.Join(run, "\n")
		run = nil
	}
	return docs
}

// commentText is a comment without its marker and the space behind it.
func commentText(c Comment) string {
	text := strings.TrimPrefix(strings.TrimPrefix(c.Text, "//"), "#")
	return strings.TrimPrefix(text, " ")
}
