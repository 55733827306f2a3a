"""Runs the sieve of the benchmark plainly or under memory_profiler, as often as it is asked to on the standard input."""
import sys
import time

from memory_profiler import LineProfiler


def sieve(limit):
    is_composite = [False] * limit
    count = 0
    for i in range(2, limit):
        if is_composite[i]:
            continue
        count += 1
        for k in range(i * i, limit, i):
            is_composite[k] = True
    return count


def count_lines(limit):
    lines = 0

    def trace(frame, event, arg):
        nonlocal lines
        lines += event == "line"
        return trace

    sys.settrace(trace)
    sieve(limit)
    sys.settrace(None)
    return lines


def nanoseconds(function, limit):
    start = time.perf_counter_ns()
    function(limit)
    return time.perf_counter_ns() - start


limit = int(sys.argv[1])
print(count_lines(limit), flush=True)
for request in sys.stdin:
    if request.strip() == "profiled":
        print(nanoseconds(LineProfiler(backend="psutil")(sieve), limit), flush=True)
    else:
        print(min(nanoseconds(sieve, limit) for _ in range(5)), flush=True)
