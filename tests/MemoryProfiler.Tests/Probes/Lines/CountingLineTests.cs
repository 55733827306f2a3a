using System.Runtime.CompilerServices;

namespace MemoryProfiler.Tests.Probes.Lines;

public sealed class CountingLineTests
{
    const long MiB = 1024 * 1024;

    [Fact]
    public void Lines_that_cannot_allocate_show_visits_no_bytes_and_the_working_set()
    {
        Steps(7).ShouldBe(21);
        var lines = Lines(nameof(Steps));
        Visited(lines).ShouldBe(
        [
            ("var sum = 0;", 1, 0),
            ("for (var i = 0; i < n; i++)", 8, 0),
            ("sum += i;", 7, 0),
            ("return sum;", 1, 0),
        ]);
        lines.Where(line => line.Occurrences > 0).ShouldAllBe(line => line.WorkingSetBytes > MiB && line.WorkingSetIncrementBytes != null);
    }

    [Fact]
    public void What_a_line_throws_is_its_own_though_it_did_not_read_the_clock()
    {
        Divide(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<DivideByZeroException>(() => Divide(0));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeGreaterThan(100);
        var (text, visits, bytes) = Visited(Lines(nameof(Divide))).Last(line => line.Bytes > 0);
        (text, visits).ShouldBe(("return 100 / less;", 2));
        bytes.ShouldBe(MemoryReport.Capture().Methods.Single(method => method.Name.EndsWith("Divide(int n)", StringComparison.Ordinal)).AllocatedBytes);
    }

    static List<(string Text, long Visits, long Bytes)> Visited(IEnumerable<LineProfile> lines) =>
        [.. lines.Where(line => line.Occurrences > 0 && !line.Text.Contains('[')).Select(line => (line.Text.Trim(), line.Occurrences, line.AllocatedBytes))];

    static IReadOnlyList<LineProfile> Lines(string method) =>
        MemoryReport.Capture().Methods.Single(known => known.FullName.Contains($"{nameof(CountingLineTests)}.{method}(")).Lines;

    [Profile]
    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Steps(int n)
    {
        var sum = 0;
        for (var i = 0; i < n; i++)
            sum += i;
        return sum;
    }

    [Profile]
    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Divide(int n)
    {
        var less = n;
        return 100 / less;
    }
}
