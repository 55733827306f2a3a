using MemoryProfiler.Copies;

namespace MemoryProfiler.Collecting;

/// <summary>
/// One report for the process, however many copies of the library record in it. Whoever takes a report asks the others. A
/// copy that is unloaded leaves its figures with the process. Safe from any thread.
/// </summary>
static class CopyReports
{
    static bool _hasLeft;

    // Told by the garbage collector when nothing of the context runs any more.
    static LastFigures? _last;

    /// <summary>Whether the figures of this copy up to the beginning of its unloading are with the process; what comes is what still ran then.</summary>
    public static bool HasLeft => Volatile.Read(ref _hasLeft);

    /// <summary>Answers other copies. Called once, before they know this one.</summary>
    public static void Start()
    {
        OtherCopies.OnAsked(CopyQuestion.Figures, static _ => Mine() is { } mine ? PackedFigures.Pack(mine) : null);
        OtherCopies.OnAsked(CopyQuestion.Reset, static _ =>
        {
            Collector.ResetOwn();
            return null;
        });
        OwnContext.AtUnload(Leave);
        if (OwnContext.IsCollectible)
            _last = new LastFigures();
    }

    /// <summary>What was recorded by others, those that were unloaded included, in the order of their starts.</summary>
    public static List<CopyFigures> OfOthers()
    {
        var figures = new List<CopyFigures>();
        lock (OtherCopies.Gate)
        {
            if (OtherCopies.LeftFigures is { } left)
                figures.Add(PackedFigures.Unpack(left));
            foreach (var answer in OtherCopies.Ask(CopyQuestion.Figures))
                figures.Add(PackedFigures.Unpack(answer));
        }
        return figures;
    }

    /// <summary>Has all others forget what was recorded, and the process what unloaded ones left.</summary>
    public static void ResetOthers()
    {
        lock (OtherCopies.Gate)
            OtherCopies.LeftFigures = null;
        OtherCopies.Tell(CopyQuestion.Reset, null);
    }

    /// <summary>Leaves what was recorded with the process and begins anew.</summary>
    public static void Leave()
    {
        lock (OtherCopies.Gate)
        {
            if (Mine() is { } mine)
            {
                var left = OtherCopies.LeftFigures is { } earlier ? PackedFigures.Unpack(earlier) : new CopyFigures();
                // The memory of the counters goes.
                mine.LedgerBytes = 0;
                left.Add(mine);
                OtherCopies.LeftFigures = PackedFigures.Pack(left);
                Collector.ResetOwn();
            }
            Volatile.Write(ref _hasLeft, true);
        }
    }

    static CopyFigures? Mine() => Collector.CaptureOwn() is var mine && (mine.Methods.Count > 0 || (!mine.Notes.IsEmpty && !HasLeft)) ? mine : null;
}
