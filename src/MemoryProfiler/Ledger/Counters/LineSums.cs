using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemoryProfiler.Ledger.Counters;

/// <summary>
/// What is only ever added to for a slot: of one thread in its ledger, of all threads in a report. What is added, taken away
/// and read here is every field, so that none can be forgotten.
/// </summary>
/// <remarks>All fields are <see cref="long"/>. A part stands after the sum that contains it, for <see cref="Read"/>.</remarks>
[StructLayout(LayoutKind.Sequential)]
struct LineSums
{
    /// <summary>Visits; calls for the entry slot. First of all fields, as probes know. It and the two that follow are what probes touch most.</summary>
    public long Visits;

    /// <summary>Bytes allocated during all visits, callees included.</summary>
    public long Bytes;

    /// <summary>Of <see cref="Bytes"/>, what profiled callees allocated.</summary>
    public long CalleeBytes;

    /// <summary>Of <see cref="Bytes"/>, what an outer visit of this same line on this thread counts as well (recursion).</summary>
    public long RepeatedBytes;

    /// <summary>Sum over visits of the process's memory at the end less at the start.</summary>
    public long WorkingSetIncrement;

    /// <summary>Of <see cref="WorkingSetIncrement"/>, what an outer visit of this same line counts as well.</summary>
    public long RepeatedIncrement;

    /// <summary>Reads the sums of a thread that may be adding. Parts are read before what contains them, so that no difference is negative.</summary>
    public static unsafe LineSums Read(LineSums* running)
    {
        LineSums copy = default;
        var to = Fields(ref copy);
        for (var field = to.Length - 1; field >= 0; field--)
            to[field] = Volatile.Read(ref ((long*)running)[field]);
        return copy;
    }

    /// <summary>Adds other sums.</summary>
    public void Add(in LineSums other)
    {
        var mine = Fields(ref this);
        var others = Fields(ref Unsafe.AsRef(in other));
        for (var field = 0; field < mine.Length; field++)
            mine[field] += others[field];
    }

    /// <summary>Takes the sums of an earlier moment away.</summary>
    public void Subtract(in LineSums earlier)
    {
        var mine = Fields(ref this);
        var others = Fields(ref Unsafe.AsRef(in earlier));
        for (var field = 0; field < mine.Length; field++)
            mine[field] -= others[field];
    }

    static unsafe Span<long> Fields(ref LineSums sums) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<LineSums, long>(ref sums), sizeof(LineSums) / sizeof(long));
}
