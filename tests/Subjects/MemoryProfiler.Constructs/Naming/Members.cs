using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Naming;

[SuppressMessage("Design", "CA1052", Justification = "It is about names.")]
[SuppressMessage("Performance", "CA1822", Justification = "It is about names.")]
sealed class Members : IShape, IShape<int>, IEquatable<Members>, IDisposable
{
    Action? _changed;

    [Profile, ReportedAs("static Members.Members()")]
    static Members() => GC.KeepAlive(null);

    [Profile, ReportedAs("Members.Members(int size)")]
    public Members(int size) => Size = size;

    [Profile, ReportedAs("Members.~Members()")]
    ~Members() => GC.KeepAlive(this);

    public int Size
    {
        [Profile, ReportedAs("Members.Size.get")] get => field;
        [Profile, ReportedAs("Members.Size.set")] set => field = value;
    }

    public string Label
    {
        [Profile, ReportedAs("Members.Label.get")] get => field ?? "";
        [Profile, ReportedAs("Members.Label.init")] init => field = value.Trim();
    }

    public int this[int x, int y]
    {
        [Profile, ReportedAs("Members.this[int x, int y].get")] get => x * y;
        [Profile, ReportedAs("Members.this[int x, int y].set")] set => Size = x + y + value;
    }

    public event Action Changed
    {
        [Profile, ReportedAs("Members.Changed.add")] add => _changed += value;
        [Profile, ReportedAs("Members.Changed.remove")] remove => _changed -= value;
    }

    double IShape.Width
    {
        [Profile, ReportedAs("Members.IShape.Width.get")] get => Size;
        [Profile, ReportedAs("Members.IShape.Width.set")] set => Size = (int)value;
    }

    string IShape.this[string name]
    {
        [Profile, ReportedAs("Members.IShape.this[string name].get")] get => name;
    }

    event Action IShape.Moved
    {
        [Profile, ReportedAs("Members.IShape.Moved.add")] add => _changed += value;
        [Profile, ReportedAs("Members.IShape.Moved.remove")] remove => _changed -= value;
    }

    [Profile, ReportedAs("Members.IShape.Area()")]
    double IShape.Area() => Size;

    [Profile, ReportedAs("Members.IShape<int>.Area(int scale)")]
    int IShape<int>.Area(int scale) => scale;

    [Profile, ReportedAs("Members.IEquatable<Members>.Equals(Members? other)")]
    bool IEquatable<Members>.Equals(Members? other) => ReferenceEquals(this, other);

    [Profile, ReportedAs("Members.IDisposable.Dispose()")]
    void IDisposable.Dispose()
    {
        GC.SuppressFinalize(this);
    }

    [Profile, ReportedAs("Members.Equals(object? obj)")]
    public override bool Equals(object? obj) => obj is Members;

    [Profile, ReportedAs("Members.GetHashCode()")]
    public override int GetHashCode() => Size;

    [Profile, ReportedAs("Members.Names()")]
    public IEnumerable<string> Names()
    {
        yield return Label;
    }

    [Profile, ReportedAs("Members.WaitAsync(CancellationToken token)")]
    public async Task WaitAsync(CancellationToken token) => await Task.Delay(1, token);

    [Profile, ReportedAs("Members.lock(int base)")]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int @lock(int @base) => @base;
}

interface IShape
{
    double Width { get; set; }

    string this[string name] { get; }

    event Action Moved;

    double Area();

    [Profile, ReportedAs("IShape.Volume(double depth)")]
    double Volume(double depth) => Area() * depth;
}

interface IShape<T>
{
    T Area(T scale);
}
