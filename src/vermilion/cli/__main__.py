"""`python -m vermilion.cli`: the same as `vermilion`."""

from vermilion.cli import main

main(prog_name="vermilion")
