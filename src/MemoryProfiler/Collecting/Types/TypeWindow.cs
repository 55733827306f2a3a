using System.Diagnostics;
using MemoryProfiler.Ledger;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Collecting.Types;

/// <summary>
/// The types of what lines allocate from a moment on, apart from those of the report: what an assertion calls is in no report.
/// Safe from any thread.
/// </summary>
sealed unsafe class TypeWindow : IDisposable
{
    readonly SampleJoin _join = new();
    readonly LedgerChoice _choice;
    readonly nint _mine;

    TypeWindow(LedgerChoice choice)
    {
        (_choice, _mine) = (choice, (nint)LedgerRegistry.Current);
        _join.Reset(Stopwatch.GetTimestamp());
    }

    /// <summary>Begins it now; null if types are not told.</summary>
    /// <param name="choice">Which ledgers' lines. Nothing is found in a ledger that this thread gets only later.</param>
    public static TypeWindow? Begin(LedgerChoice choice)
    {
        if (!TypeSwitch.IsOn)
            return null;
        using var own = OwnWork.Begin();
        var window = new TypeWindow(choice);
        TypeRecorder.Open(window);
        return window;
    }

    /// <summary>The types of a method's slot; null if none was sampled.</summary>
    public LineTypes? Of(int method, int slot) => TypeRecorder.Of(_join, method, slot);

    /// <summary>Adds samples. Call while nobody else does.</summary>
    public void Add(IReadOnlyList<SampledObject> samples)
    {
        foreach (var sample in samples)
            _join.Add(sample);
        _join.Run(Ledgers());
    }

    public void Dispose()
    {
        using var own = OwnWork.Begin();
        TypeRecorder.Close(this);
    }

    List<nint> Ledgers()
    {
        if (_choice == LedgerChoice.ThisThread)
            return _mine == 0 ? [] : [_mine];
        var ledgers = new List<nint>();
        lock (LedgerRegistry.Gate)
        {
            if (_choice == LedgerChoice.Asserted)
                LedgerRegistry.ForEachAsserted(ledgers.Add);
            else
                LedgerRegistry.ForEach(ledgers.Add);
        }
        return ledgers;
    }
}
