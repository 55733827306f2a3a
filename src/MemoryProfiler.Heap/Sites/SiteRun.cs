using MemoryProfiler.Nettrace;
using MemoryProfiler.Sessions;
using MemoryProfiler.Sites.Code;
using MemoryProfiler.Sites.Sampling;

namespace MemoryProfiler.Sites;

/// <summary>Allocation sites of this process, from their start to their stop. Not safe for several threads.</summary>
sealed class SiteRun : IDisposable
{
    readonly SiteMarks _marks = new();
    readonly FrameNames _names = new();
    readonly SampledSites _sites;
    readonly SiteSession _session;

    /// <summary>Begins to record.</summary>
    /// <exception cref="AllocationSitesException">The runtime cannot be asked.</exception>
    public SiteRun(AllocationSitesOptions options)
    {
        _ = SiteMark.Log;
        _sites = new SampledSites(options.FollowLive) { Marked = _marks.Seen };
        try
        {
            _session = SiteSession.Start(Environment.ProcessId, options, _sites, _sites.Stacks, _marks.End);
        }
        catch
        {
            _sites.Dispose();
            throw;
        }
    }

    /// <summary>What was recorded up to now.</summary>
    /// <exception cref="AllocationSitesException">The runtime's events can no longer be read.</exception>
    public RecordedSites Capture()
    {
        CatchUp();
        return Named(_sites.Totals());
    }

    /// <summary>What was recorded up to now, and nothing more.</summary>
    /// <exception cref="AllocationSitesException">The runtime's events could not be read to the end.</exception>
    public RecordedSites Stop()
    {
        _session.Stop();
        _sites.HappenUntil(ulong.MaxValue);
        return Named(_sites.Totals());
    }

    /// <summary>Begins the peaks anew.</summary>
    public void ResetPeaks()
    {
        CatchUp();
        _sites.ResetPeaks();
    }

    /// <summary>Forgets what was recorded up to now.</summary>
    public void Clear()
    {
        CatchUp();
        _sites.Clear();
    }

    public void Dispose()
    {
        _session.Dispose();
        _names.Dispose();
        _sites.Dispose();
    }

    /// <summary>Records another process until a time is over, it is given up or the process ends.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="options">How.</param>
    /// <param name="duration">How long at most.</param>
    /// <param name="begun">Is called once what the process allocates is recorded.</param>
    /// <param name="ending">Gives it up.</param>
    /// <exception cref="AllocationSitesException">The process cannot be asked, or its events not be read to the end.</exception>
    public static RecordedSites OfProcess(int processId, AllocationSitesOptions options, TimeSpan duration, Action? begun, CancellationToken ending)
    {
        using var sites = new SampledSites(options.FollowLive);
        using var code = new CodeMap();
        using var names = new FrameNames();
        using var session = SiteSession.Start(processId, options, new EventFork(sites, code), sites.Stacks);
        begun?.Invoke();
        using var over = new CancellationTokenSource(duration);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(over.Token, ending);
        using var stopping = both.Token.Register(() => ThreadPool.QueueUserWorkItem(_ => session.RequestStop()));
        using var lists = new CodeLists(processId);
        try
        {
            session.Wait();
        }
        catch (AllocationSitesException) when (session.IsCut && lists.Last() is { } last)
        {
            sites.HappenUntil(ulong.MaxValue);
            return new SiteBuilder(sites.Totals(), sites.Stacks, last, names).Build() with { CodeUntil = lists.At };
        }
        sites.HappenUntil(ulong.MaxValue);
        return new SiteBuilder(sites.Totals(), sites.Stacks, code, names).Build();
    }

    void CatchUp()
    {
        var until = _marks.CatchUp();
        if (_session.Fault is { } fault)
            throw fault;
        _sites.HappenUntil(until);
    }

    RecordedSites Named(SiteTotals totals)
    {
        using var code = new CodeMap();
        SiteSession.ListCode(Environment.ProcessId, code);
        try
        {
            return new SiteBuilder(totals, _sites.Stacks, code, _names).Build();
        }
        finally
        {
            _names.Dispose();
        }
    }
}
