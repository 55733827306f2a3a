using System.Text;

namespace MemoryProfiler.Tests.Support;

/// <summary>A writer whose own code is profiled and allocates.</summary>
sealed class ProfiledWriter : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    [Profile]
    public override void Write(string? value) => GC.KeepAlive(new byte[5_000]);
}
