"""Models for the embedded engine: found in an index, fetched, checked and installed whole or not at all."""
