"""Results for people: one plain result, shown as HTML, Markdown, terminal tables or JSON."""
