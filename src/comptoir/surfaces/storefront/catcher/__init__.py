"""The demo's mail catcher: what everybody received, and answering in their place, as a mail program would."""
