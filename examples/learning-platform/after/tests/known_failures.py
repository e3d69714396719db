"""Tests that fail today, each with the reason: ``"test_file.py::test[id]": "reason"``.

They are expected to fail, strictly: when one passes, the suite is red until its row
here is removed. Only a reason that starts with "flaky:" lets a test do either.
"""

KNOWN_FAILURES = {}
