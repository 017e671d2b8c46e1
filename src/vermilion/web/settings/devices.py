"""What a User-Agent says of a device, as far as a person wants to know: "Firefox · Android"."""

from __future__ import annotations

# The first that is found names it: later ones are also in the headers of earlier ones.
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("CriOS", "Chrome"), ("FxiOS", "Firefox"),
            ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
           ("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"))  # fmt: skip
PHONES = frozenset({"iPhone", "Android"})


def device_of(user_agent: str) -> tuple[str, bool]:
    """A name, and whether it is a phone. What is not recognised is named by its first word."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    named = " · ".join(part for part in (browser, system) if part)
    return named or user_agent.partition(" ")[0][:40] or "?", system in PHONES
