using System.Diagnostics.CodeAnalysis;

namespace MemoryProfiler.Constructs.Flow;

public static class ThrowConstructs
{
    [Construct]
    public static void ThrowOnlyBody(TextWriter output) => Outcome.Write(output, () => NotThere());

    [Construct]
    public static void ThrowOnlyExpressionBody(TextWriter output) => Outcome.Write(output, () => NeverThere());

    [Construct]
    public static void DoesNotReturn(TextWriter output)
    {
        Outcome.Write(output, () => output.WriteLine(Positive(-1)));
        output.WriteLine(Positive(1));
    }

    [Construct]
    public static void ThrowExpression(TextWriter output)
    {
        Outcome.Write(output, () => output.WriteLine(Required(null)));
        output.WriteLine(Required("here"));
    }

    [Construct]
    public static void HandlerEndsTheMethod(TextWriter output)
    {
        Outcome.Write(output, () => EndlessWithLock(new object()));
        Outcome.Write(output, EndlessInFinally);
        Outcome.Write(output, EndsWithRethrow);
    }

    [Construct]
    public static void Rethrow(TextWriter output) => Outcome.Write(output, CatchAndRethrow);

    [Construct]
    public static void ThrowCaught(TextWriter output) => Outcome.Write(output, CatchAndThrowItAgain);

    [Construct]
    public static void WrappedException(TextWriter output) => Outcome.Write(output, Wrap);

    [Construct]
    public static void ExceptionThroughManyFrames(TextWriter output) => Outcome.Write(output, () => Descend(6));

    [Profile]
    static void CatchAndRethrow()
    {
        try
        {
            Descend(2);
        }
        catch (InvalidOperationException)
        {
            throw;
        }
    }

    [Profile]
    static void CatchAndThrowItAgain()
    {
        try
        {
            Descend(2);
        }
        catch (InvalidOperationException e)
        {
#pragma warning disable CA2200 // Losing the stack is the construct.
            throw e;
#pragma warning restore CA2200
        }
    }

    [Profile]
    static void Wrap()
    {
        try
        {
            Descend(1);
        }
        catch (Exception e)
        {
            throw new NotSupportedException("wrapped", e);
        }
    }

    [Profile]
    static int NotThere()
    {
        throw new NotImplementedException("not there");
    }

    [Profile]
    static string NeverThere() => throw new NotImplementedException("never there");

    [Profile]
    static int Positive(int value)
    {
        if (value < 0)
            Refuse(value);
        return value;
    }

    [Profile, DoesNotReturn]
    static void Refuse(int value)
    {
        throw new ArgumentOutOfRangeException(nameof(value), $"{value} is negative");
    }

    [Profile]
    static string Required(string? text)
    {
        var found = text ?? throw new ArgumentNullException(nameof(text));
        return found;
    }

    [Profile]
    static int EndlessWithLock(object gate)
    {
        var turns = 0;
        while (true)
        {
            lock (gate)
            {
                if (++turns > 3)
                    throw new InvalidOperationException($"after {turns} turns");
            }
        }
    }

    [Profile]
    static void EndlessInFinally()
    {
        var turns = 0;
        try
        {
            while (true)
            {
                if (++turns > 3)
                    throw new InvalidOperationException("out of the loop");
            }
        }
        finally
        {
            turns = 0;
        }
    }

    [Profile]
    static void EndsWithRethrow()
    {
        try
        {
            throw new InvalidOperationException("thrown on");
        }
        catch
        {
            throw;
        }
    }

    [Profile]
    static int Descend(int depth)
    {
        if (depth == 0)
            throw new InvalidOperationException("the bottom");
        return Descend(depth - 1)
            + 1;
    }
}
