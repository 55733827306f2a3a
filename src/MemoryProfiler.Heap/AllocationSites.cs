using MemoryProfiler.Collecting;
using MemoryProfiler.Sessions;
using MemoryProfiler.Sites;
using MemoryProfiler.Sites.Tables;

namespace MemoryProfiler;

/// <summary>
/// Records which lines and call paths of this process allocate what, what of it lives, and what lived at the peak. About one object
/// in 100 KiB is seen, through the runtime's diagnostics port; woven code is not needed. All members are safe for several
/// threads, and one recording runs at a time.
/// </summary>
public static class AllocationSites
{
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    static readonly object _sync = new();
    static SiteRun? _run;

    /// <summary>Whether sites are being recorded.</summary>
    public static bool IsRunning
    {
        get
        {
            lock (_sync)
                return _run is not null;
        }
    }

    /// <summary>Begins to record. Nothing happens if that has begun already. What was allocated before is not known.</summary>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="AllocationSitesException">The runtime cannot be asked; mostly its diagnostics port is closed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The buffer has no size.</exception>
    public static void Start(AllocationSitesOptions? options = null)
    {
        options ??= new AllocationSitesOptions();
        Check(options);
        lock (_sync)
        {
            if (_run is not null)
                return;
            _run = new SiteRun(options);
            PeakSource.Use(Reported);
        }
    }

    /// <summary>What was recorded up to now. It takes some tenths of a second; the program goes on meanwhile.</summary>
    /// <exception cref="InvalidOperationException">Nothing is recorded.</exception>
    /// <exception cref="AllocationSitesException">The runtime's events cannot be read any more.</exception>
    public static AllocationSnapshot Capture()
    {
        lock (_sync)
            return AllocationSnapshot.Of(Running().Capture());
    }

    /// <summary>Ends recording.</summary>
    /// <returns>What was recorded up to now: what lives at the end.</returns>
    /// <exception cref="InvalidOperationException">Nothing is recorded.</exception>
    /// <exception cref="AllocationSitesException">The runtime's events cannot be read. Recording has ended all the same.</exception>
    public static AllocationSnapshot Stop()
    {
        lock (_sync)
        {
            using var run = Running();
            _run = null;
            PeakSource.End(null);
            var found = AllocationSnapshot.Of(run.Stop());
            PeakSource.End(ReportedPeak.Of(found.Content));
            return found;
        }
    }

    /// <summary>Begins the peaks anew: those of later snapshots are of what comes from now on.</summary>
    /// <exception cref="InvalidOperationException">Nothing is recorded.</exception>
    /// <exception cref="AllocationSitesException">The runtime's events cannot be read any more.</exception>
    public static void ResetPeak()
    {
        lock (_sync)
            Running().ResetPeaks();
    }

    /// <summary>Forgets what was recorded up to now, what lives included, and goes on.</summary>
    /// <exception cref="InvalidOperationException">Nothing is recorded.</exception>
    /// <exception cref="AllocationSitesException">The runtime's events cannot be read any more.</exception>
    public static void Clear()
    {
        lock (_sync)
            Running().Clear();
    }

    /// <summary>Waits until a process that was just started can be asked; false if it ends before.</summary>
    internal static bool WaitForPort(int processId, Func<bool> isThere) => SiteSession.WaitForPort(processId, isThere);

    /// <summary>Records another process until a time is over, it is given up or the process ends.</summary>
    internal static AllocationSnapshot OfProcess(int processId, AllocationSitesOptions options, TimeSpan duration, Action? begun, CancellationToken ending)
    {
        Check(options);
        return AllocationSnapshot.Of(SiteRun.OfProcess(processId, options, duration, begun, ending), $"process {processId}");
    }

    // A report must come soon, whoever holds the lock.
    static RecordedPeak? Reported()
    {
        if (!Monitor.TryEnter(_sync, _patience))
            return null;
        try
        {
            return _run is null ? null : ReportedPeak.Of(AllocationSnapshot.Of(_run.Capture()).Content);
        }
        catch (AllocationSitesException fault)
        {
            return ReportedPeak.Missing(fault);
        }
        finally
        {
            Monitor.Exit(_sync);
        }
    }

    static void Check(AllocationSitesOptions options) =>
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BufferMegabytes, 1, nameof(options));

    static SiteRun Running() => _run ?? throw new InvalidOperationException($"No allocation sites are recorded: {nameof(AllocationSites)}.{nameof(Start)} begins it.");
}
