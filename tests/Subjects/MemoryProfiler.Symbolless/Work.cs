namespace MemoryProfiler.Symbolless;

/// <summary>Methods of each kind, which allocate arrays of known sizes.</summary>
public static class Work
{
    static object? _kept;

    public static int Loop(int n)
    {
        var sum = 0;
        for (var i = 0; i < n; i++)
        {
            _kept = new byte[1000];
            sum += i;
        }
        return sum;
    }

    public static int Branches(int n)
    {
        for (var i = 0; i < n; i++)
        {
            if (i > n)
            {
                _kept = new byte[5000];
                Console.Write(i);
            }
            else
            {
                _kept = new byte[1000];
            }
        }
        return n;
    }

    public static object Lambda(int n)
    {
        Func<int, object> make = size =>
        {
            var bytes = new byte[size];
            _kept = new byte[size + 1000];
            return bytes;
        };
        for (var i = 0; i < n; i++)
            _kept = make(1000);
        return make;
    }

    public static int Local(int n)
    {
        for (var i = 0; i < n; i++)
            Make(1000);
        return n;

        static void Make(int size)
        {
            _kept = new byte[size];
            _kept = new byte[size + 1000];
        }
    }

    public static int RunAsync(int n) => Async(n).GetAwaiter().GetResult();

    public static int RunIterator(int n)
    {
        var count = 0;
        foreach (var one in Iterator(n))
        {
            _kept = one;
            count++;
        }
        return count;
    }

    public static int RunLeft(int n)
    {
        foreach (var one in Finally(n))
        {
            _kept = one;
            break;
        }
        foreach (var one in Finally(n))
            _kept = one;
        return n;
    }

    public static int RunGeneric(int n) => new Box<int>(n).Count + new Box<string>(n).Count;

    public static void Empty(int n)
    {
    }

    public static void Nothing(int n)
    {
        Action<long> nothing = _ => { };
        nothing(n);
        nothing(n);
    }

    public static int RunProperty(int n)
    {
        _kept = new Plain();
        var holder = new Holder();
        for (var i = 0; i < n; i++)
            _kept = holder.Bytes;
        return n;
    }

    public static int Switch(int n)
    {
        for (var i = 0; i < n; i++)
        {
            _kept = i switch
            {
                0 => new byte[1000],
                1 => new byte[2000],
                _ => new byte[3000],
            };
        }
        return n;
    }

    public static int Recursive(int n)
    {
        if (n == 0)
            return 0;
        _kept = new byte[1000];
        return Recursive(n - 1) + 1;
    }

    public static int Query(int n) => Enumerable.Range(0, n).Where(i => i % 2 == 0).Select(i => new byte[1000 + i]).ToList().Count;

    static async Task<int> Async(int n)
    {
        _kept = new byte[1000];
        for (var i = 0; i < n; i++)
        {
            await Task.Yield();
            _kept = new byte[2000];
        }
        return n;
    }

    static IEnumerable<object> Iterator(int n)
    {
        for (var i = 0; i < n; i++)
        {
            var bytes = new byte[1000];
            yield return bytes;
        }
        _kept = new byte[2000];
    }

    static IEnumerable<object> Finally(int n)
    {
        try
        {
            for (var i = 0; i < n; i++)
                yield return new byte[1000];
        }
        finally
        {
            _kept = new byte[2000];
        }
    }
}
