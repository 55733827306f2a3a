namespace MemoryProfiler.Cases;

/// <summary>The methods that BenchmarkDotNet's MemoryDiagnoser measured, unchanged but for the mark.</summary>
sealed class Benchmarks
{
    readonly int[] _data = [.. Enumerable.Range(0, 1000)];
    readonly string _a = "hello";
    readonly string _b = "world";
    readonly int _n = 42;

    [Profile] public byte[] NewByte1000() => new byte[1000];
    [Profile] public object NewObject() => new();
    [Profile] public int[] LinqWhereSelectToArray() => _data.Where(x => x % 2 == 0).Select(x => x * 3).ToArray();
    [Profile] public int LinqSum() => _data.Where(x => x > 10).Sum();
    [Profile] public string Concat2() => _a + _b;
    [Profile] public string Interpolate() => $"{_a} {_n} {_b}";
    [Profile] public string ConcatLoop10() { var s = ""; for (int i = 0; i < 10; i++) s += "x"; return s; }
    [Profile] public object BoxInt() => _n;
    [Profile] public List<int> ListAdd100() { var l = new List<int>(); for (int i = 0; i < 100; i++) l.Add(i); return l; }
    [Profile] public Dictionary<string, int> Dict10() { var d = new Dictionary<string, int>(); for (int i = 0; i < 10; i++) d[_a + i] = i; return d; }
    [Profile] public Func<int> Closure() { int k = _n; return () => k; }
    [Profile] public byte[] LargeObject100K() => new byte[100_000];
}
