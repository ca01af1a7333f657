"""The widget's requests, as `docs/guide/wire.md` lists them: thin, each one action or one query."""
