using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Allocations;

public static class ExceptionCases
{
    [AllocationCase, Profile]
    public static object? CaughtHere()
    {
        object? result = null;
        try
        {
            throw new InvalidOperationException("here"); // 1 x
        }
        catch (InvalidOperationException)
        {
            result = new byte[100]; // 1 x 128 B
        }
        return result; // 1 x 0 B
    }

    [AllocationCase, Profile]
    public static object ThrownByCallee()
    {
        try
        {
            Throw(); // 1 x
            return new byte[5]; // 0 x 0 B
        }
        catch (InvalidOperationException)
        {
            return new byte[200]; // 1 x 224 B
        }
    }

    [AllocationCase, Profile]
    public static int ThrownByProfiledCallee()
    {
        try
        {
            ThrowProfiled(); // 1 x
            return 0; // 0 x 0 B
        }
        catch (InvalidOperationException)
        {
            return new byte[40].Length; // 1 x 64 B self 64 B
        }
    }

    [AllocationCase, Profile]
    public static object Finally()
    {
        object made = "";
        try
        {
            made = new byte[8]; // 1 x 32 B
            return made; // 1 x 0 B
        }
        finally
        {
            made = new byte[16]; // 1 x 40 B
        }
    }

    [AllocationCase, Profile]
    public static int FinallyAfterException()
    {
        var total = 0;
        try
        {
            try
            {
                Throw(); // 1 x
            }
            finally
            {
                total += new byte[16].Length; // 1 x 40 B
            }
        }
        catch (InvalidOperationException)
        {
            total += new byte[24].Length; // 1 x 48 B
        }
        return total;
    }

    [AllocationCase, Profile]
    public static int Filter()
    {
        try
        {
            ThrowWithFinally(); // 1 x
            return 0; // 0 x 0 B
        }
        catch (InvalidOperationException e) when (Allocate(e))
        {
            return new byte[32].Length; // 1 x 56 B self 56 B
        }
    }

    [AllocationCase, Profile]
    public static int FilterThatRefuses()
    {
        try
        {
            Refused(); // 1 x
        }
        catch (InvalidOperationException)
        {
            return new byte[48].Length; // 1 x 72 B self 72 B
        }
        return 0; // 0 x 0 B
    }

    [AllocationCase, Profile]
    public static int Rethrown()
    {
        try
        {
            CatchAndRethrow(); // 1 x
        }
        catch (InvalidOperationException)
        {
            return new byte[56].Length; // 1 x 80 B
        }
        return 0; // 0 x 0 B
    }

    [AllocationCase, Profile]
    public static int ExceptionInALoop()
    {
        var caught = 0;
        for (var i = 0; i < 3; i++) // 4 x 0 B
        {
            try
            {
                Throw(); // 3 x
            }
            catch (InvalidOperationException)
            {
                caught += new byte[8].Length; // 3 x 96 B
            }
        }
        return caught; // 1 x 0 B
    }

    [AllocationCase, Profile]
    public static int RuntimeException()
    {
        var zero = 0;
        try
        {
            return 5 / zero; // 1 x
        }
        catch (DivideByZeroException)
        {
            return new byte[64].Length; // 1 x 88 B
        }
    }

    [AllocationCase, Profile]
    public static int Disposed()
    {
        using var resource = new Resource(); // 1 x 64 B self 24 B
        return new byte[72].Length; // 1 x 96 B
    }

    [AllocationCase, Profile]
    public static int NestedHandlers()
    {
        var sum = 0;
        try
        {
            try
            {
                Throw(); // 1 x
            }
            catch (InvalidOperationException)
            {
                sum += new byte[80].Length; // 1 x 104 B
                Throw(); // 1 x
            }
        }
        catch (InvalidOperationException)
        {
            sum += new byte[88].Length; // 1 x 112 B
        }
        return sum; // 1 x 0 B
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Throw() => throw new InvalidOperationException("thrown");

    [Profile]
    static void ThrowProfiled()
    {
        throw new InvalidOperationException("profiled");
    }

    [Profile]
    static void ThrowWithFinally()
    {
        try
        {
            throw new InvalidOperationException("with finally");
        }
        finally
        {
            _ = new byte[10_000];
        }
    }

    [Profile]
    static bool Allocate(Exception e)
    {
        var text = new string('x', 5000);
        return text.Length > e.Message.Length;
    }

    [Profile]
    static void Refused()
    {
        try
        {
            ThrowWithFinally();
        }
        catch (Exception e) when (!Allocate(e) && new byte[500].Length == 0)
        {
            throw;
        }
    }

    [Profile]
    static void CatchAndRethrow()
    {
        try
        {
            ThrowProfiled();
        }
        catch
        {
            throw;
        }
    }

    sealed class Resource : IDisposable
    {
        public byte[] Bytes { get; private set; }

        [Profile]
        public Resource()
        {
            Bytes = new byte[16];
        }

        [Profile]
        public void Dispose() => Bytes = [];
    }
}
