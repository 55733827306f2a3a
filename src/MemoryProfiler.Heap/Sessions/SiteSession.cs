using System.Diagnostics.Tracing;
using MemoryProfiler.Nettrace;
using Microsoft.Diagnostics.NETCore.Client;

namespace MemoryProfiler.Sessions;

/// <summary>
/// A session on a process's diagnostics port that sends objects as they are allocated, with stacks, until it is stopped. A thread
/// of its own reads it all the while.
/// </summary>
sealed class SiteSession : IDisposable
{
    const string RuntimeProvider = "Microsoft-Windows-DotNETRuntime";
    const long Collections = 0x1;
    const long SurvivalAndMovement = 0x400000;
    const long AllocationSampling = 0x80000000000;

    // The first runtime that draws objects at random. In older ones every 100 KiB an event of collections comes, at this level.
    const int FirstSampling = 10;

    const int TypeBufferMegabytes = 64;

    readonly int _processId;
    readonly EventPipeSession _session;
    readonly Thread _reading;
    volatile Exception? _fault;

    SiteSession(int processId, EventPipeSession session, INettraceEvents events, StackTable? stacks, Action? ended)
    {
        _processId = processId;
        _session = session;
        _reading = new Thread(() => Read(events, stacks, ended)) { IsBackground = true, Name = "MemoryProfiler allocation sites" };
        _reading.Start();
    }

    /// <summary>Begins to record allocations.</summary>
    /// <param name="processId">The process; it has to be there.</param>
    /// <param name="options">How.</param>
    /// <param name="events">Takes what is read, on the reading thread.</param>
    /// <param name="stacks">Takes the stacks.</param>
    /// <param name="ended">Is called at the end of reading, on that thread.</param>
    /// <exception cref="AllocationSitesException">The process cannot be asked.</exception>
    public static SiteSession Start(int processId, AllocationSitesOptions options, INettraceEvents events, StackTable stacks, Action? ended = null)
    {
        var isOwn = processId == Environment.ProcessId;
        var isSampling = !isOwn || Environment.Version.Major >= FirstSampling;
        var isTicking = !isOwn || !isSampling;
        var keywords = (isSampling ? AllocationSampling : 0) | (isTicking ? Collections : 0) | (options.FollowLive ? Collections | SurvivalAndMovement : 0);
        var provider = new EventPipeProvider(RuntimeProvider, isTicking ? EventLevel.Verbose : EventLevel.Informational, keywords);
        // Of another process all code is listed at its end, whatever ends it.
        return Begin(processId, isOwn ? [provider, new EventPipeProvider(NettraceReader.MarksProvider, EventLevel.Informational)] : [provider], !isOwn, options.BufferMegabytes, events, stacks, ended);
    }

    /// <summary>Begins to record allocations of the own process without stacks, as whoever knows their lines needs none.</summary>
    /// <param name="events">Takes what is read, on the reading thread.</param>
    /// <param name="ended">Is called at the end of reading, on that thread.</param>
    /// <exception cref="AllocationSitesException">The process cannot be asked.</exception>
    public static SiteSession OfTypes(INettraceEvents events, Action ended)
    {
        EventPipeProvider[] providers =
        [
            new(RuntimeProvider, EventLevel.Informational, AllocationSampling),
            new(NettraceReader.MarksProvider, EventLevel.Informational),
        ];
        return Begin(Environment.ProcessId, new EventPipeSessionConfiguration(providers, TypeBufferMegabytes, requestRundown: false, requestStackwalk: false), events, stacks: null, ended);
    }

    /// <summary>Lists all code that a process has now.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="code">Takes it.</param>
    /// <exception cref="AllocationSitesException">The process cannot be asked.</exception>
    public static void ListCode(int processId, INettraceEvents code)
    {
        const string Nobody = "MemoryProfiler-Nobody";
        const int BufferMegabytes = 128;
        using var session = Begin(processId, [new EventPipeProvider(Nobody, EventLevel.Critical)], requestRundown: true, BufferMegabytes, code, stacks: null, ended: null);
        session.Stop();
    }

    /// <summary>Waits until a process that was just started has opened its port; false if it ends before.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="isThere">Whether it still runs.</param>
    public static bool WaitForPort(int processId, Func<bool> isThere)
    {
        const int PauseMilliseconds = 2;
        while (isThere())
        {
            if (DiagnosticsClient.GetPublishedProcesses().Contains(processId))
                return true;
            Thread.Sleep(PauseMilliseconds);
        }
        return false;
    }

    /// <summary>Why reading ended before it was stopped; null if it did not.</summary>
    public Exception? Fault => _fault is { } fault ? Told(_processId, fault) : null;

    /// <summary>Whether the process ended without having ended the session, as one that crashes. What was read before is whole.</summary>
    public bool IsCut => _fault is NettraceException { IsCut: true };

    /// <summary>Ends it, and waits until all has been read.</summary>
    /// <exception cref="AllocationSitesException">It could not be read to its end.</exception>
    public void Stop()
    {
        RequestStop();
        Wait();
    }

    /// <summary>Asks the process to end it. It may end it by itself as well, when it ends.</summary>
    public void RequestStop()
    {
        try
        {
            _session.Stop();
        }
        catch (Exception)
        {
            // It has ended meanwhile, or the reader meets the same fault and tells it.
        }
    }

    /// <summary>Waits until all has been read.</summary>
    /// <exception cref="AllocationSitesException">It could not be read to its end.</exception>
    public void Wait()
    {
        _reading.Join();
        if (Fault is { } fault)
            throw fault;
    }

    public void Dispose() => _session.Dispose();

    static SiteSession Begin(
        int processId, EventPipeProvider[] providers, bool requestRundown, int bufferMegabytes, INettraceEvents events, StackTable? stacks, Action? ended) =>
        Begin(processId, new EventPipeSessionConfiguration(providers, bufferMegabytes, requestRundown), events, stacks, ended);

    static SiteSession Begin(int processId, EventPipeSessionConfiguration configuration, INettraceEvents events, StackTable? stacks, Action? ended)
    {
        try
        {
            var session = new DiagnosticsClient(processId).StartEventPipeSession(configuration);
            return new SiteSession(processId, session, events, stacks, ended);
        }
        catch (Exception fault)
        {
            throw Told(processId, fault);
        }
    }

    void Read(INettraceEvents events, StackTable? stacks, Action? ended)
    {
        try
        {
            new NettraceReader(_session.EventStream, events, stacks).Read();
        }
        catch (Exception fault)
        {
            _fault = fault;
        }
        finally
        {
            ended?.Invoke();
        }
    }

    static AllocationSitesException Told(int processId, Exception fault) => fault switch
    {
        AllocationSitesException told => told,
        ServerNotAvailableException when processId == Environment.ProcessId => new("The runtime's diagnostics port is closed, and allocations are read through it: DOTNET_EnableDiagnostics=0 and DOTNET_EnableDiagnostics_IPC=0 close it.", fault),
        ServerNotAvailableException => new($"Process {processId} has no diagnostics port that can be reached: it is no .NET process, it has ended, another user's, or DOTNET_EnableDiagnostics=0 closed the port.", fault),
        NettraceException => new($"What the runtime of process {processId} sent cannot be read: {fault.Message}.", fault),
        _ => new($"The session on the diagnostics port of process {processId} failed: {fault.Message}", fault),
    };
}
