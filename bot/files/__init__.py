"""Reading files that people hand over: text, Markdown, Word, PDF, HTML and Excel."""
