"""What translators do: lease the most urgent requests, translate them together, answer or put them off.

Nothing is lost with a translator that dies: its leases end, and the next one takes the requests up.
"""

from vermilion.translation.working.concluding import revive
from vermilion.translation.working.doing import Tell, do_some
from vermilion.translation.working.leasing import BATCHES, LEASE, any_due

__all__ = ["BATCHES", "LEASE", "Tell", "any_due", "do_some", "revive"]
