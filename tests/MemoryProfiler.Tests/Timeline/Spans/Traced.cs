using System.Runtime.CompilerServices;

namespace MemoryProfiler.Tests.Timeline.Spans;

/// <summary>Profiled methods whose calls are spans.</summary>
static class Traced
{
    public static object? Kept { get; set; }

    [Profile, MethodImpl(MethodImplOptions.NoInlining)]
    public static void Outer(int calls)
    {
        for (var i = 0; i < calls; i++)
            Inner(new object());
    }

    [Profile, MethodImpl(MethodImplOptions.NoInlining)]
    public static void Inner<T>(T value)
    {
        Kept = value;
        Kept = new byte[100_000];
    }

    [Profile]
    public static async Task LoadAsync(Task goOn)
    {
        Kept = new byte[1_000];
        await goOn.ConfigureAwait(false);
        Kept = new byte[2_000];
    }

    [Profile]
    public static int Down(int levels) => levels == 0 ? 0 : 1 + Down(levels - 1);

    [Profile]
    public static void Fail() => throw new InvalidOperationException("of the test's");

    [Profile]
    public static MemoryRecording Around() => MemoryMonitor.Measure(() => Inner(""));

    [Profile]
    public static IEnumerable<int> Two()
    {
        yield return 1;
        yield return 2;
    }

    [Profile, MethodImpl(MethodImplOptions.NoInlining)]
    public static void Short()
    {
    }

    [Profile, MethodImpl(MethodImplOptions.NoInlining)]
    public static void Long(int shortCalls)
    {
        for (var i = 0; i < shortCalls; i++)
            Short();
    }
}
