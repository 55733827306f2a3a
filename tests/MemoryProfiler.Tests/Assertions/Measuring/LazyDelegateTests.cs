namespace MemoryProfiler.Tests.Assertions.Measuring;

/// <summary>What a delegate returns without having made it would be counted as nothing.</summary>
public sealed class LazyDelegateTests
{
    const string Sequence = "MemoryAssert.AllocatesAtMost was given a delegate that returns a lazy sequence, of which nothing has run yet: enumerate it in the delegate, for example with ToList(). (Parameter 'function')";
    const string AsyncSequence = "MemoryAssert.AllocatesAtMost was given a delegate that returns an async sequence, of which nothing has run yet: enumerate it in the delegate, await MemoryAssert.AllocatesAtMostAsync(async () => { await foreach (var item in …) { } }). (Parameter 'function')";

    static readonly List<byte[]> _list = [new byte[1], new byte[2]];

    [Fact]
    public void A_delegate_that_returns_a_lazy_sequence_is_refused_whatever_made_it()
    {
        foreach (var lazy in Sequences())
        {
            Should.Throw<ArgumentException>(() => MemoryAssert.AllocatesAtMost("1 MB", () => lazy()), lazy().GetType().ToString()).Message.ShouldBe(Sequence);
            Should.Throw<ArgumentException>(() => MemoryAssert.AllocatesAtMost("1 MB", () => (object)lazy()), lazy().GetType().ToString()).Message.ShouldBe(Sequence);
        }
        Should.Throw<ArgumentException>(() => MemoryAssert.AllocatesAtMost("1 MB", () => Iterate().GetEnumerator())).Message.ShouldBe(Sequence);
        Should.Throw<ArgumentException>(() => MemoryAssert.AllocatesAtMost("1 MB", Enumerator)).Message.ShouldBe(Sequence);
    }

    [Fact]
    public void A_delegate_that_returns_an_async_sequence_is_refused()
    {
        Should.Throw<ArgumentException>(() => MemoryAssert.AllocatesAtMost("1 MB", () => IterateAsync())).Message.ShouldBe(AsyncSequence);
        Should.Throw<ArgumentException>(() => MemoryAssert.AllocatesAtMost("1 MB", () => (object)IterateAsync())).Message.ShouldBe(AsyncSequence);
    }

    [Fact]
    public void A_value_to_be_computed_and_a_hidden_task_are_refused()
    {
        Should.Throw<ArgumentException>(() => MemoryAssert.AllocatesAtMost("1 MB", () => new Lazy<byte[]>(() => new byte[1_000])))
            .Message.ShouldBe("MemoryAssert.AllocatesAtMost was given a delegate that returns a Lazy<T>, which has computed nothing yet: return its Value. (Parameter 'function')");
        Should.Throw<ArgumentException>(() => MemoryAssert.AllocatesAtMost("1 MB", () => (object)Task.Delay(1)))
            .Message.ShouldBe("MemoryAssert.AllocatesAtMost was given an async delegate, of which it would only count what runs before the first await: use await MemoryAssert.AllocatesAtMostAsync(async () => …). (Parameter 'function')");
    }

    [Fact]
    public async Task Every_assertion_that_can_see_what_is_returned_refuses_it()
    {
        static string Of(string assertion) => Sequence.Replace("AllocatesAtMost", assertion, StringComparison.Ordinal);

        Should.Throw<ArgumentException>(() => MemoryAssert.DoesNotAllocate(() => Iterate())).Message.ShouldBe(Of("DoesNotAllocate"));
        Should.Throw<ArgumentException>(() => MemoryAssert.Allocates(0, "1 MB", () => Iterate())).Message.ShouldBe(Of("Allocates"));
        Should.Throw<ArgumentException>(() => MemoryAssert.DoesNotGrow(() => Iterate())).Message.ShouldBe(Of("DoesNotGrow"));
        Should.Throw<ArgumentException>(() => MemoryAssert.PeakAtMost("1 MB", () => Iterate())).Message.ShouldBe(Of("PeakAtMost"));
        (await Should.ThrowAsync<ArgumentException>(() => MemoryAssert.AllocatesAtMostAsync("1 MB", () => Task.FromResult(Iterate())))).Message.ShouldBe(Of("AllocatesAtMostAsync"));
        (await Should.ThrowAsync<ArgumentException>(() => MemoryAssert.DoesNotAllocateAsync(() => Task.FromResult(Iterate())))).Message.ShouldBe(Of("DoesNotAllocateAsync"));
    }

    [Fact]
    public void A_delegate_that_returns_a_finished_sequence_is_taken()
    {
        MemoryAssert.Allocates(1_024, 1_024, () => new byte[1_000]).Length.ShouldBe(1_000);
        MemoryAssert.AllocatesAtMost("1 MB", () => (IEnumerable<byte[]>)_list).ShouldBeSameAs(_list);
        MemoryAssert.AllocatesAtMost("1 MB", () => Iterate().ToList()).Count.ShouldBe(2);
        MemoryAssert.AllocatesAtMost("1 MB", () => (IReadOnlyCollection<int>)Iterate().Select(item => item.Length).ToHashSet()).Count.ShouldBe(2);
        MemoryAssert.AllocatesAtMost("1 MB", () => _list.ToLookup(item => item.Length)).Count.ShouldBe(2);
        MemoryAssert.AllocatesAtMost("1 MB", () => _list.ToLookup(item => item.Length)[1]).Count().ShouldBe(1);
        MemoryAssert.AllocatesAtMost("1 MB", () => _list.GetEnumerator()).MoveNext().ShouldBeTrue();
        MemoryAssert.AllocatesAtMost("1 MB", () => new Tree()).ShouldHaveSingleItem();
        MemoryAssert.AllocatesAtMost("1 MB", () => "text").ShouldBe("text");
        MemoryAssert.AllocatesAtMost("1 MB", () => (object?)null).ShouldBeNull();
    }

    static IEnumerable<Func<IEnumerable<object>>> Sequences()
    {
        yield return Iterate;
        yield return () => _list.Select(item => item);
        yield return () => _list.Where(item => item.Length > 0);
        yield return () => _list.OrderBy(item => item.Length);
        yield return () => _list.GroupBy(item => item.Length);
        yield return () => _list.Concat(_list).Distinct().Skip(1);
        yield return () => Enumerable.Range(0, 10).Select(number => new byte[number]);
        yield return () => Enumerable.Repeat(new object(), 10);
        yield return () => _list.AsParallel().Select(item => item);
        yield return () => _list.AsQueryable();
        yield return () => Directory.EnumerateFiles(AppContext.BaseDirectory);
    }

    static IEnumerable<byte[]> Iterate()
    {
        yield return new byte[1];
        yield return new byte[2];
    }

    static IEnumerator<byte[]> Enumerator()
    {
        yield return new byte[1];
    }

    static async IAsyncEnumerable<byte[]> IterateAsync()
    {
        await Task.Yield();
        yield return new byte[1];
    }

    sealed class Tree : IEnumerable<byte[]>
    {
        readonly byte[] _root = new byte[10];

        public IEnumerator<byte[]> GetEnumerator()
        {
            yield return _root;
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
