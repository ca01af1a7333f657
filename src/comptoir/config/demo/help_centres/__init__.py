"""The articles of the demo's help centres, one file for each shop and language, as Markdown."""
