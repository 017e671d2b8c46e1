"""`python -m bench.town 10000`: make a town and say where it is."""

import sys

from bench.town import made

print(made(int(sys.argv[1])).data)
