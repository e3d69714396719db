"""The parts of the probe; see probe.py."""
