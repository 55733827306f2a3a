using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;

namespace MemoryProfiler.HeapTests.Support;

/// <summary>The bytes that the runtime of this process sends of its heap.</summary>
static class RawWalk
{
    public static byte[] Take()
    {
        var provider = new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, 0x1980001);
        using var session = new DiagnosticsClient(Environment.ProcessId).StartEventPipeSession([provider], requestRundown: false, 256);
        var stop = new Thread(session.Stop);
        stop.Start();
        using var bytes = new MemoryStream();
        session.EventStream.CopyTo(bytes);
        stop.Join();
        return bytes.ToArray();
    }
}
