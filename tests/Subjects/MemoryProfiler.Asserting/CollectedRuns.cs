namespace MemoryProfiler.Asserting;

/// <summary>Objects that are free and objects that are held in each of the usual ways: how often the verdict is right.</summary>
static class CollectedRuns
{
    static object? _static;

    public static async Task Run(int count)
    {
        Say("free", count, expected: true, Free);
        Say("static", count, expected: false, HeldByStatic);
        Say("event", count, expected: false, HeldByEvent);
        Say("timer", count, expected: false, HeldByTimer);
        Say("task", count, expected: false, HeldByTask);
        var right = 0;
        for (var i = 0; i < count; i++)
        {
            var captured = new Page();
            right += Verdict(() => captured) ? 0 : 1;
            captured.Use();
        }
        Console.WriteLine($"closure: {right} of {count}");

        right = 0;
        for (var i = 0; i < count; i++)
            right += await VerdictAsync(FreeAsync).ConfigureAwait(false) ? 1 : 0;
        Console.WriteLine($"free, async: {right} of {count}");
        // Each waits for a stack that might still hold the object.
        count /= 10;
        right = 0;
        for (var i = 0; i < count; i++)
            right += await VerdictAsync(HeldAsync).ConfigureAwait(false) ? 0 : 1;
        Console.WriteLine($"static, async: {right} of {count}");
    }

    static void Say(string name, int count, bool expected, Func<object> create)
    {
        var right = 0;
        for (var i = 0; i < count; i++)
            right += Verdict(create) == expected ? 1 : 0;
        Console.WriteLine($"{name}: {right} of {count}");
    }

    static bool Verdict(Func<object> create)
    {
        try
        {
            MemoryAssert.IsCollected(create);
            return true;
        }
        catch (MemoryAssertException)
        {
            return false;
        }
    }

    static async Task<bool> VerdictAsync(Func<Task<object>> create)
    {
        try
        {
            await MemoryAssert.IsCollectedAsync(create).ConfigureAwait(false);
            return true;
        }
        catch (MemoryAssertException)
        {
            return false;
        }
    }

    static Page Free()
    {
        var page = new Page();
        page.Use();
        return page;
    }

    static object HeldByStatic() => _static = new Page();

    static Page HeldByEvent()
    {
        var page = new Page();
        AppDomain.CurrentDomain.ProcessExit += page.OnExit;
        return page;
    }

    static Page HeldByTimer()
    {
        var page = new Page();
        // A timer that is its own state is alive as long as it is scheduled.
        new Timer(_ => page.Use()).Change(TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        return page;
    }

    static Page HeldByTask()
    {
        var page = new Page();
        _ = UseLater(page);
        return page;
    }

    static async Task UseLater(Page page)
    {
        await Task.Delay(TimeSpan.FromHours(1)).ConfigureAwait(false);
        page.Use();
    }

    static async Task<object> FreeAsync()
    {
        var page = new Page();
        await Task.Yield();
        page.Use();
        return page;
    }

    static async Task<object> HeldAsync()
    {
        await Task.Yield();
        return _static = new Page();
    }

    sealed class Page
    {
        readonly byte[] _content = new byte[1_000];

        public void Use() => _content[0]++;

        public void OnExit(object? sender, EventArgs e) => Use();
    }
}
