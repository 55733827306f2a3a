using System.Diagnostics;
using MemoryProfiler.Sessions;
using MemoryProfiler.Sites.Code;

namespace MemoryProfiler.Sites;

/// <summary>
/// Lists the code of another process now and then, as one that crashes does not list it at its end: soon at first and then
/// rarely, in a hundredth of the time at most.
/// </summary>
sealed class CodeLists : IDisposable
{
    const int LeastPauseFactor = 100;
    static readonly TimeSpan _first = TimeSpan.FromSeconds(0.25);
    static readonly TimeSpan _longestPause = TimeSpan.FromMinutes(1);

    readonly ManualResetEventSlim _ending = new();
    readonly Thread _listing;
    readonly int _processId;
    CodeMap? _last;

    /// <summary>Begins.</summary>
    public CodeLists(int processId)
    {
        _processId = processId;
        _listing = new Thread(Run) { IsBackground = true, Name = "MemoryProfiler code" };
        _listing.Start();
    }

    /// <summary>How long after the beginning the last list was made.</summary>
    public TimeSpan At { get; private set; }

    /// <summary>Ends, and gives the last list; null if there is none.</summary>
    public CodeMap? Last()
    {
        _ending.Set();
        _listing.Join();
        return _last;
    }

    public void Dispose()
    {
        Last()?.Dispose();
        _ending.Dispose();
    }

    void Run()
    {
        var since = Stopwatch.StartNew();
        for (var pause = _first; !_ending.Wait(pause);)
        {
            var begin = since.Elapsed;
            if (!TryList(begin))
                return;
            var least = (since.Elapsed - begin) * LeastPauseFactor;
            pause = begin < _longestPause ? Min(begin + _first, _longestPause) : least < _longestPause ? _longestPause : least;
        }
    }

    bool TryList(TimeSpan begin)
    {
        var code = new CodeMap();
        try
        {
            SiteSession.ListCode(_processId, code);
            _last?.Dispose();
            (_last, At) = (code, begin);
            return true;
        }
        catch (AllocationSitesException)
        {
            // It has ended, and the session that records tells why.
            code.Dispose();
            return false;
        }
    }

    static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
