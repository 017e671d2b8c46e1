"""Benchmarks. `make bench` runs all, `make bench-NAME` one; docs/benchmarks.md says what each number means."""
