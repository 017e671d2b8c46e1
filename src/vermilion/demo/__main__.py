"""`python -m vermilion.demo SUPERVISOR-PID`: the town's people, living beside a house that is served."""

import sys

from vermilion.demo.living import main

main(int(sys.argv[1]))
