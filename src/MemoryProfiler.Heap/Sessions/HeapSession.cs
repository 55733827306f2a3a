using System.Diagnostics.Tracing;
using MemoryProfiler.Graph;
using MemoryProfiler.Nettrace;
using Microsoft.Diagnostics.NETCore.Client;

namespace MemoryProfiler.Sessions;

/// <summary>
/// One session on a process's diagnostics port: the runtime collects everything, walks the heap and sends what it found. Up to
/// .NET 10 it answers the start only when it has walked, so all events wait in its buffer by then. The session is stopped right
/// after the answer: the runtime hears that when it has walked.
/// </summary>
sealed class HeapSession(int processId, CaptureLimits limits, IReadOnlySet<ulong> followed, CaptureSteps? steps = null)
{
    const string RuntimeProvider = "Microsoft-Windows-DotNETRuntime";

    // Collections, types, the walk, moves and generations, the collection that begins it, the types' names.
    const long Keywords = 0x1 | 0x80000 | 0x100000 | 0x400000 | 0x800000 | 0x1000000;

    readonly object _sync = new();
    ITraceSession? _session;
    bool _isAbandoned;

    /// <summary>Whether nothing of it is lost, whatever the buffer holds.</summary>
    public bool IsLossless => _session is { IsLossless: true };

    /// <summary>Whether another collection came in between: another try may give what this one could not.</summary>
    public bool WasDisturbed { get; private set; }

    /// <summary>Whether something was missing, or did not come where nothing is lost: another way, or the same again, may give it.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Takes the walk. It blocks until the process has sent everything.</summary>
    /// <exception cref="HeapSnapshotException">The process cannot be asked, or what came is not whole.</exception>
    public HeapWalk Run()
    {
        var walk = new HeapWalk(limits.GraphBytes, followed) { MaxObjects = limits.MaxObjects, ObjectsRead = steps is null ? null : steps.Read };
        try
        {
            steps?.At(HeapSnapshotStage.Walking, 0);
            Start();
            var stop = StopAside();
            steps?.At(HeapSnapshotStage.Reading, 0);
            new NettraceReader(_session!.Events, walk).Read();
            stop.Join();
            WasDisturbed = walk.IsDisturbed;
            if (walk.Fault is not { } fault)
                return walk;
            HasFailed = true;
            throw NotWhole(fault);
        }
        catch (Exception fault)
        {
            HasFailed |= IsLossless && processId == Environment.ProcessId && fault is not MemoryBudgetException;
            walk.Dispose();
            throw Told(fault);
        }
        finally
        {
            lock (_sync)
                _session?.Dispose();
        }
    }

    /// <summary>Ends it from another thread, in whatever it is doing. Safe to call again.</summary>
    public void Abandon()
    {
        lock (_sync)
        {
            _isAbandoned = true;
            _session?.Abandon();
        }
    }

    void Start()
    {
        if (!limits.IsLossless || !StartDrained())
            Keep(StreamedSession.Start(processId, new EventPipeProvider(RuntimeProvider, EventLevel.Informational, Keywords), limits.BufferMegabytes));
    }

    bool StartDrained()
    {
        if (DrainedSession.TryOpen(limits.DrainedBytes) is not { } session)
            return false;
        Keep(session);
        return session.Run(RuntimeProvider, Keywords, (int)EventLevel.Informational, limits.DrainedBufferMegabytes, limits.Timeout / 2) ? true : throw NotWhole("it did not come");
    }

    void Keep(ITraceSession session)
    {
        lock (_sync)
        {
            _session = session;
            if (_isAbandoned)
                session.Abandon();
        }
    }

    // The runtime sends what it holds while it stops, so that somebody has to read meanwhile.
    Thread StopAside()
    {
        var thread = new Thread(() =>
        {
            try
            {
                _session!.Stop();
            }
            catch (Exception)
            {
                // The reader meets the same fault and tells it.
            }
        })
        {
            IsBackground = true,
            Name = "MemoryProfiler heap session",
        };
        thread.Start();
        return thread;
    }

    HeapSnapshotException NotWhole(string reason) => new(
        $"The heap's description is not whole, so that nothing is made of it: {reason}." + (IsLossless ? "" : $" The runtime's buffer of {limits.BufferMegabytes} MB was too small for it; {nameof(HeapSnapshotOptions)}.{nameof(HeapSnapshotOptions.MaxMemoryBytes)} gives it more."));

    Exception Told(Exception fault) => fault switch
    {
        HeapSnapshotException or OperationCanceledException => fault,
        _ when steps is { HasListenerFailed: true } => fault,
        MemoryBudgetException { IsByObjects: true } => new HeapSnapshotException(CaptureBudget.TooManyObjects(limits.MaxObjects)),
        MemoryBudgetException => new HeapSnapshotException($"The heap's description needs more than the {ByteSize.Format(limits.TotalBytes)} that it may take; {nameof(HeapSnapshotOptions)}.{nameof(HeapSnapshotOptions.MaxMemoryBytes)} gives it more."),
        ServerNotAvailableException when processId == Environment.ProcessId => new HeapSnapshotException("The runtime's diagnostics port is closed, and the heap is read through it: DOTNET_EnableDiagnostics=0 and DOTNET_EnableDiagnostics_IPC=0 close it.", fault),
        ServerNotAvailableException => new HeapSnapshotException($"Process {processId} has no diagnostics port that can be reached: it is no .NET process, it has ended, another user's, or DOTNET_EnableDiagnostics=0 closed the port.", fault),
        NettraceException => new HeapSnapshotException($"What the runtime of process {processId} sent cannot be read: {fault.Message}.", fault),
        _ => new HeapSnapshotException($"The session on the diagnostics port of process {processId} failed: {fault.Message}", fault),
    };
}
