using System.Diagnostics.Tracing;
using System.Runtime.CompilerServices;
using Microsoft.Diagnostics.NETCore.Client;

namespace MemoryProfiler.HeapTests.Support;

/// <summary>The bytes that the runtime of this process sends while it allocates and collects, and of its code at the end.</summary>
static class RawSites
{
    public static byte[] Take()
    {
        EventPipeProvider[] providers =
        [
            new("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, 0x80000000000 | 0x400001),
            new("Microsoft-Windows-DotNETRuntimeRundown", EventLevel.Verbose, 0x80020139),
        ];
        using var session = new DiagnosticsClient(Environment.ProcessId).StartEventPipeSession(providers, requestRundown: true, 256);
        var read = Task.Run(() =>
        {
            using var bytes = new MemoryStream();
            session.EventStream.CopyTo(bytes);
            return bytes.ToArray();
        });
        var threads = Enumerable.Range(0, 3).Select(i => new Thread(() => Allocate(50 + i))).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        session.Stop();
        return read.GetAwaiter().GetResult();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Allocate(int depth)
    {
        if (depth > 0)
        {
            Allocate(depth - 1);
            for (var i = 0; i < 2_000; i++)
                GC.KeepAlive(new byte[500 + depth]);
            return;
        }
        for (var i = 0; i < 3; i++)
            GC.Collect(i);
    }
}
