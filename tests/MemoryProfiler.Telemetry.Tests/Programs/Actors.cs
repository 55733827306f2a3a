namespace MemoryProfiler.Telemetry.Tests.Programs;

/// <summary>The profiled methods that random programs are made of.</summary>
static class Actors
{
    /// <summary>What programs with a limit allocate to the byte.</summary>
    public const int Limit = 16_384;

    static byte[]? _kept;

    /// <summary>Makes a call of a program; not profiled itself, and allocates nothing.</summary>
    public static Task Start(Node node)
    {
        try
        {
            return StartUnguarded(node);
        }
        catch (AllocationLimitExceededException e)
        {
            node.Thrown = e;
        }
        catch (TimeoutException)
        {
        }
        return Task.CompletedTask;
    }

    static Task StartUnguarded(Node node)
    {
        switch (node.Kind)
        {
            case NodeKind.Plain:
                Plain(node);
                break;
            case NodeKind.Other:
                Other(node);
                break;
            case NodeKind.Lambda:
                Lambda(node);
                break;
            case NodeKind.Scope:
                using (MemoryScope.Enter("a block of a program"))
                {
                    _kept = new byte[node.Length];
                    Children(node);
                }
                break;
            case NodeKind.Elements:
                Consume(Elements(node), node.Children.Length + 1);
                break;
            case NodeKind.BrokenOff:
                Consume(BrokenOff(node), node.Children.Length);
                break;
            case NodeKind.Throws:
                Throws(node);
                break;
            case NodeKind.Limited:
                Limited(node);
                break;
            case NodeKind.LimitedBelow:
                LimitedBelow(node);
                break;
            case NodeKind.LimitedElements:
                Consume(LimitedElements(node), node.Children.Length + 1);
                break;
            case NodeKind.LimitedElementsBelow:
                Consume(LimitedElementsBelow(node), node.Children.Length + 1);
                break;
            default:
                return node.Task = StartAsync(node);
        }
        return Task.CompletedTask;
    }

    static Task StartAsync(Node node) => node.Kind switch
    {
        NodeKind.AtOnce => AtOnce(node),
        NodeKind.LimitedAtOnce => LimitedAtOnce(node),
        NodeKind.LimitedAtOnceBelow => LimitedAtOnceBelow(node),
        NodeKind.Inline => Inline(node),
        NodeKind.LimitedInline => LimitedInline(node),
        NodeKind.LimitedInlineBelow => LimitedInlineBelow(node),
        NodeKind.Hop => Hop(node),
        NodeKind.LimitedHop => LimitedHop(node),
        _ => LimitedHopBelow(node),
    };

    static void Children(Node node)
    {
        foreach (var child in node.Children)
            _ = Start(child);
    }

    static void Consume(IEnumerable<int> elements, int last)
    {
        foreach (var element in elements)
        {
            if (element == last)
                break;
        }
    }

    [Profile]
    static void Plain(Node node)
    {
        _kept = new byte[node.Length];
        Children(node);
    }

    [Profile]
    static void Other(Node node)
    {
        _kept = new byte[node.Length];
        Children(node);
    }

    [Profile]
    static void Lambda(Node node)
    {
        var allocate = () =>
        {
            _kept = new byte[node.Length];
        };
        allocate();
        Children(node);
    }

    [Profile]
    static void Throws(Node node)
    {
        _kept = new byte[node.Length];
        Children(node);
        Throw(node);
    }

    static void Throw(Node node)
    {
        var start = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            throw new TimeoutException("of the program");
        }
        finally
        {
            node.ThrowBytes = GC.GetAllocatedBytesForCurrentThread() - start;
        }
    }

    [Profile]
    static IEnumerable<int> Elements(Node node)
    {
        _kept = new byte[node.Length];
        yield return 0;
        for (var i = 0; i < node.Children.Length; i++)
        {
            _ = Start(node.Children[i]);
            yield return i + 1;
        }
    }

    [Profile]
    static IEnumerable<int> BrokenOff(Node node)
    {
        _kept = new byte[node.Length];
        yield return 0;
        for (var i = 0; i < node.Children.Length; i++)
        {
            _ = Start(node.Children[i]);
            yield return i + 1;
        }
        throw new InvalidOperationException("Nobody asks for more.");
    }

    [MaxAllocation(Limit)]
    static void Limited(Node node)
    {
        _kept = new byte[node.Length];
        Children(node);
    }

    [MaxAllocation(Limit - 1)]
    static void LimitedBelow(Node node)
    {
        _kept = new byte[node.Length];
        Children(node);
    }

    [MaxAllocation(Limit)]
    static IEnumerable<int> LimitedElements(Node node)
    {
        _kept = new byte[node.Length];
        yield return 0;
        for (var i = 0; i < node.Children.Length; i++)
        {
            _ = Start(node.Children[i]);
            yield return i + 1;
        }
    }

    [MaxAllocation(Limit - 1)]
    static IEnumerable<int> LimitedElementsBelow(Node node)
    {
        _kept = new byte[node.Length];
        yield return 0;
        for (var i = 0; i < node.Children.Length; i++)
        {
            _ = Start(node.Children[i]);
            yield return i + 1;
        }
    }

    [Profile]
    static async Task AtOnce(Node node)
    {
        _kept = new byte[node.Length];
        await Task.CompletedTask;
        Children(node);
    }

    [MaxAllocation(Limit)]
    static async Task LimitedAtOnce(Node node)
    {
        _kept = new byte[node.Length];
        await Task.CompletedTask;
        Children(node);
    }

    [MaxAllocation(Limit - 1)]
    static async Task LimitedAtOnceBelow(Node node)
    {
        _kept = new byte[node.Length];
        await Task.CompletedTask;
        Children(node);
    }

    [Profile]
    static async Task Inline(Node node)
    {
        _kept = new byte[node.Length];
        await default(AtOnce);
        Children(node);
    }

    [MaxAllocation(Limit)]
    static async Task LimitedInline(Node node)
    {
        _kept = new byte[node.Length];
        await default(AtOnce);
        Children(node);
    }

    [MaxAllocation(Limit - 1)]
    static async Task LimitedInlineBelow(Node node)
    {
        _kept = new byte[node.Length];
        await default(AtOnce);
        Children(node);
    }

    [Profile]
    static async Task Hop(Node node)
    {
        _kept = new byte[node.Length];
        await default(HopAway);
        for (var i = 0; i < node.Children.Length; i++)
            await Start(node.Children[i]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [MaxAllocation(Limit)]
    static async Task LimitedHop(Node node)
    {
        _kept = new byte[node.Length];
        await default(HopAway);
        for (var i = 0; i < node.Children.Length; i++)
            await Start(node.Children[i]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [MaxAllocation(Limit - 1)]
    static async Task LimitedHopBelow(Node node)
    {
        _kept = new byte[node.Length];
        await default(HopAway);
        for (var i = 0; i < node.Children.Length; i++)
            await Start(node.Children[i]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
