#if PROFILE
using MemoryProfiler;
#endif

namespace Covered;

#if !PROFILE
sealed class ProfileAttribute : Attribute;
#endif

public record Point(int X, int Y)
{
    public int Sum => X + Y;
}

[Profile]
public sealed class Shapes
{
    int _state;
    readonly List<int> _seen = [1, 2, 3];

    public Shapes(int state)
    {
        if (state > 3)
            state = 3;
        _state = state;
    }

    public int State
    {
        get => _state;
        set
        {
            if (value != _state)
                _state = value;
        }
    }

    public static int Never() { return 3; }

    public static int IfElse(int n)
    {
        if (n > 3)
            n += 1;
        else
            n += 2;
        if (n > 100)
            n = 100;
        return n;
    }

    public static string Conditional(int n) => n > 3 ? "big" : n < 0 ? "negative" : "small";

    public static bool And(int a, int b) => a > 0 && b > 0 || a < -5;

    public static int? Null(string? s) => s?.Length ?? 0;

    public static string Patterns(object? o) => o switch
    {
        int i when i > 3 => "big",
        int => "small",
        Point { X: > 1, Y: var y } => $"point {y}",
        string s => s ?? "null",
        null => "n",
        _ => o.ToString() ?? "",
    };

    public static bool Range(int n) => n is >= 1 and <= 5 or 9;

    public static bool Either(string s) => s is "hello" or "world";

    public static int Switch(int n)
    {
        switch (n)
        {
            case 1:
                return 10;
            case 2:
            case 3:
                n += 5;
                break;
            case 4 when n > 2:
                n++;
                break;
            default:
                n--;
                break;
        }
        return n;
    }

    public static int Words(string word)
    {
        switch (word)
        {
            case "one": return 1;
            case "two": return 2;
            case "three": return 3;
            case "four": return 4;
            case "five": return 5;
            case "six": return 6;
            case "seven": return 7;
            default: return 0;
        }
    }

    public static int Loops(int n)
    {
        var sum = 0;
        for (var i = 0; i < n; i++)
            sum += i;
        foreach (var x in new[] { 1, 2, 3 })
        {
            if (x > 1)
                sum += x;
        }
        foreach (var x in new List<int> { 4, 5 })
            sum += x;
        while (sum > 20)
            sum -= 7;
        do
        {
            sum++;
        }
        while (sum < 5);
        for (var i = 0; i < n; i++)
        {
            for (var j = i; j < n; j++)
                sum ^= j;
        }
        return sum;
    }

    public int Locked(int[] xs)
    {
        var k = 2;
        using var stream = new MemoryStream();
        lock (stream)
        {
            k++;
        }
        using (var other = new MemoryStream())
            other.WriteByte(1);
        return xs.Where(x => x > k).Select(x => x * 2).Sum() + _seen.Count;
    }

    public static int Handled(int n)
    {
        try
        {
            if (n > 1)
                throw new InvalidOperationException();
            return 1;
        }
        catch (InvalidOperationException) when (n > 2)
        {
            return 2;
        }
        catch (InvalidOperationException e)
        {
            return e.Message.Length > 0 ? 3 : 4;
        }
        finally
        {
            n++;
        }
    }

    public static IEnumerable<int> One(int n)
    {
        if (n > 0)
            yield return n;
    }

    public static IEnumerable<int> Many(int n)
    {
        for (var i = 0; i < n; i++)
        {
            if (i == 7)
                throw new InvalidOperationException();
            yield return i;
        }
        yield return -1;
    }

    public static IEnumerable<int> Finally(int n)
    {
        try
        {
            yield return n;
            yield return n > 2 ? 1 : 2;
        }
        finally
        {
            n = 0;
        }
    }

    public static async Task<int> Async(int n)
    {
        var s = 0;
        try
        {
            await Task.Delay(1);
            if (n > 3)
                s += 1;
            else
                s += 2;
            foreach (var x in Many(n))
                s += x;
            await foreach (var y in AsyncMany(n))
                s += y;
        }
        catch (InvalidOperationException)
        {
            s = -1;
            await Task.Yield();
        }
        finally
        {
            s++;
        }
        return s;
    }

    public static async Task Cleanup(int n)
    {
        await using (var stream = new MemoryStream())
        {
            for (var i = 0; i < n; i++)
                await stream.WriteAsync(new byte[] { 1 });
        }
        await using var other = new MemoryStream();
        try
        {
            await Task.Yield();
        }
        finally
        {
            await Task.Yield();
            n = n > 1 ? 1 : 0;
        }
    }

    public static async Task Plain(int n)
    {
        if (n > 1)
            await Task.CompletedTask;
        using var stream = new MemoryStream();
        await stream.FlushAsync().ConfigureAwait(false);
    }

    public static async ValueTask<string> Value(string? s) => s ?? await Task.FromResult("none");

    public static async IAsyncEnumerable<int> AsyncMany(int n)
    {
        for (var i = 0; i < n; i++)
        {
            await Task.Yield();
            yield return i > 2 ? i : -i;
        }
    }

    public static int Lambdas(int n)
    {
        var k = n;
        Func<int, int> plus = x => x + 1;
        Func<int, int> more = x => x > k ? x : k;
        Func<int, int> block = x =>
        {
            if (x > 2)
                x--;
            return x + k;
        };
        Action<int> task = async x => await Task.FromResult(x > 1 ? x : 0);
        task(n);
        return plus(n) + more(n) + block(n) + Local(n) + Static(2);

        int Local(int x) => x > 3 ? k : x;

        static int Static(int x)
        {
            if (x > 5)
                return 1;
            return 2;
        }
    }

    public static IEnumerable<string> Query(IEnumerable<Point> points) =>
        from p in points where p.X > 1 || p.Y > 1 orderby p.Sum select p.Sum > 3 ? "far" : "near";

    public static T Largest<T>(T a, T b) where T : IComparable<T>
    {
        if (a.CompareTo(b) > 0)
            return a;
        return b;
    }

    public static int Repeat(int n)
    {
        while (true)
        {
            n--;
            if (n < 0)
                return n;
        }
    }

#if !DEBUG
    // In a debug build each of these jumps is a line of its own: see docs/coverage.md.
    public static int Jumps(int n)
    {
        var sum = 0;
        for (var i = 0; i < n; i++)
        {
            if (i == 2)
                continue;
            if (i > 50)
                break;
            sum += i;
        }
        Leave(n);
        return sum;
    }

    static void Leave(int n)
    {
        if (n < 0)
            return;
        Console.Out.Flush();
    }
#endif
}
