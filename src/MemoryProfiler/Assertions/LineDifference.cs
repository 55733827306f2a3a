using MemoryProfiler.Reports;

namespace MemoryProfiler.Assertions;

/// <summary>What was recorded between two reports.</summary>
static class LineDifference
{
    /// <summary>A report of the methods and lines that ran or allocated in between.</summary>
    public static ProfileReport Between(ProfileReport before, ProfileReport after)
    {
        var earlier = new Dictionary<(string, string, int), MethodProfile>();
        foreach (var method in before.Methods)
            earlier.TryAdd(Key(method), method);
        var methods = after.Methods
            .Select(method => earlier.TryGetValue(Key(method), out var same) && same.Lines.Count == method.Lines.Count ? Subtract(method, same) : method)
            .Where(method => method.Lines.Any(line => line.Occurrences != 0 || line.SelfAllocatedBytes != 0))
            .OrderByDescending(method => method.AllocatedBytes)
            .ThenBy(method => method.FullName, StringComparer.Ordinal);
        return after with { Methods = [.. methods], Notes = [] };
    }

    static (string, string, int) Key(MethodProfile method) => (method.File, method.FullName, method.FirstLine);

    static MethodProfile Subtract(MethodProfile method, MethodProfile earlier) => method with
    {
        Calls = method.Calls - earlier.Calls,
        AllocatedBytes = method.AllocatedBytes - earlier.AllocatedBytes,
        SelfAllocatedBytes = method.SelfAllocatedBytes - earlier.SelfAllocatedBytes,
        WorkingSetIncrementBytes = method.WorkingSetIncrementBytes - earlier.WorkingSetIncrementBytes,
        Lines = [.. method.Lines.Zip(earlier.Lines, Subtract)],
    };

    static LineProfile Subtract(LineProfile line, LineProfile earlier) => line with
    {
        Occurrences = line.Occurrences - earlier.Occurrences,
        AllocatedBytes = line.AllocatedBytes - earlier.AllocatedBytes,
        SelfAllocatedBytes = line.SelfAllocatedBytes - earlier.SelfAllocatedBytes,
        WorkingSetIncrementBytes = line.WorkingSetIncrementBytes - earlier.WorkingSetIncrementBytes,
    };
}
