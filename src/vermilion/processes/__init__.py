"""The process tree: a supervisor, web workers, a job worker, a media worker, translators. ARCHITECTURE.md draws it."""
