"""The process tree: one supervisor, web workers, a job worker, a media worker. ARCHITECTURE.md draws it."""
