namespace MemoryProfiler.Constructs.Allocations;

public static class LoopCases
{
    static readonly List<int> _twelve = [.. Enumerable.Range(0, 12)];

    [AllocationCase, Profile]
    public static void ForLoop()
    {
        for (var i = 0; i < 12; i++) // 13 x 0 B
        {
            _ = new byte[10]; // 12 x 480 B
        }
    }

    [AllocationCase, Profile]
    public static void ForeachOverArray()
    {
        var items = new int[12]; // 1 x 72 B
        foreach (var item in items) // 13 x 0 B
            _ = new int[item + 1]; // 12 x 384 B
    }

    [AllocationCase, Profile]
    public static int ForeachOverList()
    {
        var sum = 0;
        foreach (var item in _twelve) // 13 x 0 B
            sum += new byte[item].Length; // 12 x 400 B
        return sum; // 1 x 0 B
    }

    [AllocationCase, Profile]
    public static int ForeachOverSequence()
    {
        IEnumerable<int> items = _twelve; // 1 x 0 B
        var sum = 0;
        foreach (var item in items) // 13 x 40 B
            sum += item; // 12 x 0 B
        return sum;
    }

    [AllocationCase, Profile]
    public static object WhileLoop()
    {
        var left = 12;
        object last = "";
        while (left > 0) // 13 x 0 B
        {
            last = new object(); // 12 x 288 B
            left--; // 12 x 0 B
        }
        return last;
    }

    [AllocationCase, Profile]
    public static object DoLoop()
    {
        var left = 12;
        object last;
        do
        {
            last = left; // 12 x 288 B
        }
        while (--left > 0); // 12 x 0 B
        return last;
    }

    [AllocationCase, Profile]
    public static void AllocatingHeader()
    {
        for (var i = 0; i < new byte[4].Length; i++) // 5 x 160 B
            _ = new object(); // 4 x 96 B
    }

    [AllocationCase, Profile]
    public static void NestedLoops()
    {
        for (var i = 0; i < 3; i++) // 4 x 0 B
        {
            for (var j = 0; j < 4; j++) // 15 x 0 B
                _ = new object(); // 12 x 288 B
        }
    }

    [AllocationCase, Profile]
    public static void BreakAndContinue()
    {
        for (var i = 0; i < 100; i++) // 6 x 0 B
        {
            if (i % 2 == 0) // 6 x 0 B
                continue;
            if (i == 5) // 3 x 0 B
                break;
            _ = new byte[8]; // 2 x 64 B
        }
    }

    [AllocationCase, Profile]
    public static object GotoLoop()
    {
        var turns = 0;
    again:
        var made = new byte[24]; // 3 x 144 B
        if (++turns < 3) // 3 x 0 B
            goto again;
        return made; // 1 x 0 B
    }

    [AllocationCase, Profile]
    public static void LoopOnOneLine()
    {
        for (var i = 0; i < 12; i++) { _ = new object(); } // 13 x 288 B
    }

    [AllocationCase, Profile]
    public static void LargeArraysInALoop()
    {
        for (var i = 0; i < 3; i++) // 4 x 0 B
            _ = new byte[100_000]; // 3 x 300072 B
    }

    [AllocationCase, Profile]
    public static int Linq()
    {
        var doubled = _twelve.Select(x => x * 2).ToList();
        return doubled.Where(x => x > 4).Sum();
    }

    [AllocationCase, Profile]
    public static object GrowingText()
    {
        var text = "";
        for (var i = 0; i < 4; i++) // 5 x 0 B
            text += "xxxx"; // 4 x 144 B
        return text;
    }
}
