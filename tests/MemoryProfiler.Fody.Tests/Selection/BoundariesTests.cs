using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Weaving;

namespace MemoryProfiler.Fody.Tests.Selection;

public class BoundariesTests
{
    const string Type = "Marked.Boundaries";

    readonly Woven _woven = Woven.Marked(new WeavingOptions());

    public BoundariesTests() => MemoryReport.Reset();

    [Fact]
    public void Without_lines_a_method_has_the_calls_and_bytes_it_has_with_them()
    {
        foreach (var method in new[] { "SyncLines", "SyncCalls" })
        {
            _woven.Call<int>(Type, method, 10).ShouldBe(1000);
            _woven.Call<int>(Type, method, 0).ShouldBe(1000);
        }
        var calls = ShouldHaveOneRow("SyncCalls");
        calls.Calls.ShouldBe(2);
        calls.AllocatedBytes.ShouldBe(12 * 1024);
        (calls.MinAllocatedBytes, calls.MaxAllocatedBytes).ShouldBe((1024, 11 * 1024));
        ShouldHaveTheTotalsOf(calls, "SyncLines");
    }

    [Fact]
    public async Task An_async_method_counts_its_segments_together()
    {
        // Twice: what the runtime allocates for the first await of this test is no part of either.
        for (var run = 0; run < 2; run++)
        {
            MemoryReport.Reset();
            foreach (var method in new[] { "AsyncLines", "AsyncCalls" })
            {
                var gate = new TaskCompletionSource();
                var task = _woven.Call<Task<int>>(Type, method, gate.Task);
                gate.SetResult();
                (await task).ShouldBe(3000);
            }
        }
        var calls = ShouldHaveOneRow("AsyncCalls");
        calls.Calls.ShouldBe(1);
        ShouldHaveTheTotalsOf(calls, "AsyncLines");
    }

    [Fact]
    public void An_iterator_counts_its_segments_together_and_its_finally_when_it_is_left_early()
    {
        foreach (var method in new[] { "IteratorLines", "IteratorCalls" })
        {
            _woven.Call<IEnumerable<byte[]>>(Type, method).Count().ShouldBe(2);
            _woven.Call<IEnumerable<byte[]>>(Type, method).First().Length.ShouldBe(1000);
        }
        var calls = ShouldHaveOneRow("IteratorCalls");
        calls.Calls.ShouldBe(2);
        calls.AllocatedBytes.ShouldBe(1024 + 2024 + 128 + 1024 + 128);
        ShouldHaveTheTotalsOf(calls, "IteratorLines");
    }

    [Fact]
    public async Task An_async_iterator_counts_its_segments_together()
    {
        foreach (var method in new[] { "StreamLines", "StreamCalls" })
        {
            var gate = new TaskCompletionSource();
            var lengths = new List<int>();
            await foreach (var item in _woven.Call<IAsyncEnumerable<byte[]>>(Type, method, gate.Task))
            {
                lengths.Add(item.Length);
                _ = Task.Run(gate.TrySetResult, TestContext.Current.CancellationToken);
            }
            lengths.ShouldBe([1000, 2000]);
        }
        var calls = ShouldHaveOneRow("StreamCalls");
        calls.Calls.ShouldBe(1);
        calls.AllocatedBytes.ShouldBeGreaterThanOrEqualTo(1024 + 2024);
    }

    [Fact]
    public void What_a_lambda_allocates_during_the_call_belongs_to_it()
    {
        _woven.Call<int>(Type, "Callbacks", new List<int> { 1000, 1000 });
        MemoryReport.Reset();
        _woven.Call<int>(Type, "Callbacks", new List<int> { 1000, 1000 });
        var calls = ShouldHaveOneRow("Callbacks");
        calls.Calls.ShouldBe(1);
        calls.SelfAllocatedBytes.ShouldBe(calls.AllocatedBytes);
        calls.AllocatedBytes.ShouldBeGreaterThanOrEqualTo(2 * 1024);
    }

    [Fact]
    public void The_limit_of_a_method_holds_where_its_lines_are_not_measured()
    {
        _woven.Call<byte[]>(Type, "Limited");
        MemoryReport.Capture().Notes.ShouldContain(note => note.StartsWith("Over its limit: a call of Boundaries.Limited() allocated 2,024 B", StringComparison.Ordinal));
    }

    [Fact]
    public void The_nearest_mark_says_whether_the_lines_of_a_method_are_measured()
    {
        var whole = (dynamic)_woven.New("Marked.Whole");
        whole.Calls();
        whole.Lines();
        Method("Marked.Whole.Calls()").Lines.Select(line => line.Text).ShouldBe(["    public int Calls() => 1;"]);
        Method("Marked.Whole.Lines()").Lines.Select(line => line.Text).ShouldBe(["    [Profile]", "    public int Lines() => 2;"]);
    }

    static MethodProfile ShouldHaveOneRow(string method)
    {
        var profile = Find(method);
        var row = profile.Lines.ShouldHaveSingleItem();
        row.LineNumber.ShouldBe(profile.FirstLine);
        row.Text.Trim().ShouldBe("[Profile(Lines = false)]");
        row.Occurrences.ShouldBe(profile.Calls);
        row.AllocatedBytes.ShouldBe(profile.AllocatedBytes);
        return profile;
    }

    static void ShouldHaveTheTotalsOf(MethodProfile calls, string method)
    {
        var lines = Find(method);
        (calls.Calls, calls.AllocatedBytes, calls.SelfAllocatedBytes, calls.MinAllocatedBytes, calls.MaxAllocatedBytes)
            .ShouldBe((lines.Calls, lines.AllocatedBytes, lines.SelfAllocatedBytes, lines.MinAllocatedBytes, lines.MaxAllocatedBytes));
    }

    static MethodProfile Find(string method) =>
        MemoryReport.Capture().Methods.Single(m => m.FullName.StartsWith($"{Type}.{method}(", StringComparison.Ordinal));

    static MethodProfile Method(string name) =>
        MemoryReport.Capture().Methods.Single(method => method.FullName == name);
}
