namespace MemoryProfiler.Constructs.Naming;

[method: Profile] [method: ReportedAs("Primary.Primary(int x, string? name)")] sealed class Primary(int x, string? name)
{
    readonly List<int> _numbers = [x];

    public string Text => $"{name}{_numbers.Count}";
}

sealed record Pair(int First, string? Second)
{
    [Profile, ReportedAs("Pair.Pair(int both)")]
    public Pair(int both)
        : this(both, null)
    {
    }

    [Profile, ReportedAs("Pair.Deconstruct(out int sum)")]
    public void Deconstruct(out int sum) => sum = First;

    [Profile, ReportedAs("Pair.Equals(Pair? other)")]
    public bool Equals(Pair? other) => First == other?.First;

    [Profile, ReportedAs("Pair.GetHashCode()")]
    public override int GetHashCode() => First;

    [Profile, ReportedAs("Pair.ToString()")]
    public override string ToString() => $"{First} {Second}";
}

readonly record struct Point
{
    [Profile, ReportedAs("Point.Point(nint value)")]
    public Point(nint value) => Value = value;

    public nint Value { get; }
}

file sealed class OfThisFile<T>
{
    [Profile, ReportedAs("OfThisFile<T>.OfThisFile(T value)")]
    public OfThisFile(T value) => Value = value;

    public T Value { get; }

    [Profile, ReportedAs("OfThisFile<T>.Copy(OfThisFile<T> other)")]
    public OfThisFile<T> Copy(OfThisFile<T> other)
    {
        return new(other.Value);
    }
}

[Profile]
file static class WholeFileLocal
{
    [ReportedAs("WholeFileLocal.Run()")]
    public static object Run() => new OfThisFile<int>(1).Copy(new OfThisFile<int>(2));
}

sealed partial class Split
{
    public partial int Size { get; set; }

    public partial event Action Changed;

    public partial Split(int size);

    public partial int Run(int n);
}

sealed partial class Split
{
    Action? _changed;

    public partial int Size
    {
        [Profile, ReportedAs("Split.Size.get")] get => field;
        [Profile, ReportedAs("Split.Size.set")] set => field = value;
    }

    public partial event Action Changed
    {
        [Profile, ReportedAs("Split.Changed.add")] add => _changed += value;
        [Profile, ReportedAs("Split.Changed.remove")] remove => _changed -= value;
    }

    [Profile, ReportedAs("Split.Split(int size)")]
    public partial Split(int size) => Size = size;

    [Profile, ReportedAs("Split.Run(int n)")]
    public partial int Run(int n) => n + Size;
}
