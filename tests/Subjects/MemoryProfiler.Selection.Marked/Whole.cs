using MemoryProfiler;

namespace Marked;

/// <summary>Marked as a whole, with exceptions.</summary>
[Profile(Lines = false)]
public class Whole
{
    public int Auto { get; set; }

    [Profile]
    public int DirectAuto { get; set; }

    public int Calls() => 1;

    [Profile]
    public int Lines() => 2;

    [NoProfile]
    public int Left() => 3;

    public static class Inner
    {
        public static int Nested() => 4;
    }

    [NoProfile]
    public static class Out
    {
        public static int Never() => 5;

        [Profile]
        public static int Again() => 6;
    }
}
