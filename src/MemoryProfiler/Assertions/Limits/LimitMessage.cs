using System.Globalization;
using System.Text;
using MemoryProfiler.Assertions.Measuring;
using MemoryProfiler.Assertions.Messages;
using MemoryProfiler.Collecting;
using MemoryProfiler.Methods;

namespace MemoryProfiler.Assertions.Limits;

/// <summary>Composes what a call over its <see cref="MaxAllocationAttribute"/> says.</summary>
static class LimitMessage
{
    const int MaxLines = 10;

    /// <summary>The exception of a call.</summary>
    /// <param name="method">The method's process-wide id.</param>
    /// <param name="bytes">What the call allocated.</param>
    /// <param name="limit">What it may allocate.</param>
    public static AllocationLimitExceededException Compose(int method, long bytes, long limit)
    {
        var name = MethodDirectory.Find(method)?.Name ?? "a method";
        var text = new StringBuilder($"{name} allocated {AllocationRange.Exact(bytes)}, {AllocationRange.Exact(bytes - limit)} more than its limit of {AllocationRange.Exact(limit)} ([MaxAllocation]).\n");
        if (Collector.LinesOf(method, Aside.IsOpen ? LedgerChoice.Asserted : LedgerChoice.Program) is { } recorded)
            AppendLines(text, recorded);
        return new AllocationLimitExceededException(text.ToString().TrimEnd('\n'), name, bytes, limit);
    }

    static void AppendLines(StringBuilder text, MethodProfile method)
    {
        var lines = method.Lines.Where(line => line.AllocatedBytes > 0).OrderByDescending(line => line.AllocatedBytes).Take(MaxLines).ToList();
        if (lines.Count == 0)
            return;
        text.Append(string.Create(CultureInfo.InvariantCulture, $"\nIts lines, biggest first, callees included, over {method.Calls:N0} {(method.Calls == 1 ? "call" : "calls")} so far:\n\n"));
        LineTable.AppendHeader(text);
        foreach (var line in lines)
            LineTable.AppendRow(text, line.AllocatedBytes, method, line);
    }
}
