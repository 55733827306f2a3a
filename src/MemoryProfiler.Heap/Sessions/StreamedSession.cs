using Microsoft.Diagnostics.NETCore.Client;

namespace MemoryProfiler.Sessions;

/// <summary>A session that managed code reads as it comes.</summary>
sealed class StreamedSession : ITraceSession
{
    // What waits to be read; whoever has no room waits too.
    const int MegabytesWithoutLoss = 64;

    const int MostAttempts = 3;

    readonly EventPipeSession _session;

    StreamedSession(EventPipeSession session, bool isLossless = false)
    {
        _session = session;
        IsLossless = isLossless;
    }

    public bool IsLossless { get; }

    public Stream Events => _session.EventStream;

    /// <summary>
    /// Begins one. From .NET 11 on another process loses nothing, as whoever has an event waits until there is room. The own one would
    /// wait for ever, as nothing managed reads while it stands still: there the buffer has to hold everything.
    /// </summary>
    public static StreamedSession Start(int processId, EventPipeProvider provider, int megabytes)
    {
        if (processId != Environment.ProcessId)
        {
            var lossless = new EventPipeSessionConfiguration([provider], Math.Min(megabytes, MegabytesWithoutLoss), rundownKeyword: 0, requestStackwalk: false, EventPipeBufferingMode.Block);
            try
            {
                return new StreamedSession(Begun(processId, lossless), isLossless: true);
            }
            catch (UnsupportedCommandException)
            {
            }
        }
        return new StreamedSession(Begun(processId, new EventPipeSessionConfiguration([provider], megabytes, requestRundown: false)));
    }

    // Right after a session was given up the runtime may end the next connection without an answer.
    static EventPipeSession Begun(int processId, EventPipeSessionConfiguration configuration)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new DiagnosticsClient(processId).StartEventPipeSession(configuration);
            }
            catch (EndOfStreamException) when (attempt < MostAttempts)
            {
                // No session was begun.
            }
        }
    }

    public void Stop() => _session.Stop();

    public void Abandon() => _session.Dispose();

    public void Dispose() => _session.Dispose();
}
