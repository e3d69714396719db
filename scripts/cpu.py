"""Run a command several times; print the median CPU seconds and the peak memory in MB as JSON."""

import json
import os
import resource
import statistics
import subprocess
import sys


def cpu_seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


runs, *command = sys.argv[1:]
cpu = statistics.median(cpu_seconds(command) for _ in range(int(runs)))
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
if os.uname().sysname == "Darwin":
    peak /= 1024
print(json.dumps({"cpu": cpu, "peak": peak}))
