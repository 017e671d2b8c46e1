"""What every room stands on: settings, database, events, jobs, storage, mail, texts. Imports nothing of ours above."""
