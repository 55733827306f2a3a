using System.Text;

namespace MemoryProfiler.Endings;

/// <summary>A console that takes nothing before the program has left <c>Main</c>.</summary>
sealed class SlowWriter : TextWriter
{
    static readonly ManualResetEventSlim _hasLeft = new();

    public SlowWriter() => AppDomain.CurrentDomain.ProcessExit += (_, _) => _hasLeft.Set();

    public static ManualResetEventSlim HasBegun { get; } = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        HasBegun.Set();
        _hasLeft.Wait(TimeSpan.FromSeconds(1));
    }
}
