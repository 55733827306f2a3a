using System.Diagnostics.CodeAnalysis;

namespace MemoryProfiler.Constructs.Naming;

[SuppressMessage("Design", "CA1045", Justification = "It is about names.")]
[SuppressMessage("Performance", "CA1852", Justification = "A virtual method passes its parameters another way.")]
unsafe class Parameters
{
    [Profile, ReportedAs("Parameters.ByReference(ref int a, in long b, out string? c, ref readonly double d)")]
    public static void ByReference(ref int a, in long b, out string? c, ref readonly double d) => c = a + b > d ? "" : null;

    [Profile, ReportedAs("Parameters.Virtual(in int a, ref readonly int b)")]
    public virtual int Virtual(in int a, ref readonly int b) => a + b;

    [Profile, ReportedAs("Parameters.Scoped(scoped Span<int> span, scoped ref int number)")]
    public static int Scoped(scoped Span<int> span, scoped ref int number) => span.Length + number;

    [Profile, ReportedAs("Parameters.Many(params string?[] texts)")]
    public static int Many(params string?[] texts) => texts.Length;

    [Profile, ReportedAs("Parameters.ManyInSpan(params ReadOnlySpan<int> numbers)")]
    public static int ManyInSpan(params ReadOnlySpan<int> numbers) => numbers.Length;

    [Profile, ReportedAs("Parameters.MayBeNull(string? a, int? b, List<string?>? c, Dictionary<string, List<int?>?> d)")]
    public static string? MayBeNull(string? a, int? b, List<string?>? c, Dictionary<string, List<int?>?> d) => $"{a}{b}{c}{d}";

    [Profile, ReportedAs("Parameters.Arrays(int[][,] a, string?[]? b, string[]?[] c, object[,,] d)")]
    public static int Arrays(int[][,] a, string?[]? b, string[]?[] c, object[,,] d) => a.Length + (b?.Length ?? 0) + c.Length + d.Length;

    [Profile, ReportedAs("Parameters.Tuples((int count, string? name) a, (int, (string x, object? y) inner)? b, List<(int n, int)> c)")]
    public static int Tuples((int count, string? name) a, (int, (string x, object? y) inner)? b, List<(int n, int)> c) => a.count + (b?.Item1 ?? 0) + c.Count;

    [Profile, ReportedAs("Parameters.LongTuple((int a, int b, int c, int d, int e, int f, string? g, int h, (int i, int) j) tuple)")]
    public static int LongTuple((int a, int b, int c, int d, int e, int f, string? g, int h, (int i, int) j) tuple) => tuple.h + tuple.j.i;

    [Profile, ReportedAs("Parameters.Dynamic(dynamic a, List<dynamic?> b, ref dynamic c, dynamic[] d)")]
    public static object Dynamic(dynamic a, List<dynamic?> b, ref dynamic c, dynamic[] d) => new object?[] { a, b, c, d };

    [Profile, ReportedAs("Parameters.Native(nint a, nuint b, int* c, void** d)")]
    public static nint Native(nint a, nuint b, int* c, void** d) => a + (nint)b + *c + (nint)d;

    [Profile, ReportedAs("Parameters.Functions(delegate*<int, string, bool> a, delegate* unmanaged<void> b)")]
    public static nint Functions(delegate*<int, string, bool> a, delegate* unmanaged<void> b) => (nint)a + (nint)b;

    [Profile, ReportedAs("Parameters.Generic<T, TOther>(T? a, TOther b, Outer<T>.Inner<TOther?> c)")]
    public static string Generic<T, TOther>(T? a, TOther b, Outer<T>.Inner<TOther?> c)
        where T : class
    {
        return $"{a}{b}{c}";
    }


#nullable disable
    [Profile, ReportedAs("Parameters.Unaware(string a, List<string> b)")]
    public static int Unaware(string a, List<string> b) => a.Length + b.Count;
#nullable restore
}

sealed class Outer<T>
{
    public sealed class Inner<TInner>
    {
        [Profile, ReportedAs("Outer<T>.Inner<TInner>.Inner(T value)")]
        public Inner(T value) => Value = value;

        public T Value { get; }

        [Profile, ReportedAs("Outer<T>.Inner<TInner>.Take<TOther>(TInner a, Outer<TOther>.Inner<T> b)")]
        public string Take<TOther>(TInner a, Outer<TOther>.Inner<T> b) => $"{a}{b.Value}{Value}";
    }
}
