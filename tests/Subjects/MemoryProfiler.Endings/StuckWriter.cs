using System.Text;

namespace MemoryProfiler.Endings;

/// <summary>A console that never takes anything.</summary>
sealed class StuckWriter : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Thread.Sleep(Timeout.Infinite);
}
