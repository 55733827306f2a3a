using System.Diagnostics.CodeAnalysis;

namespace MemoryProfiler.Constructs.Flow;

public static class ExceptionConstructs
{
    [Construct]
    public static void TryCatch(TextWriter output) => output.WriteLine($"{ParseOr("12", -1)} {ParseOr("x", -1)}");

    [Construct]
    public static void ExceptionFilter(TextWriter output)
    {
        var log = new List<string>();
        output.WriteLine(Filtered(log, 1));
        output.WriteLine(Filtered(log, 2));
        Outcome.Write(output, () => Filtered(log, 3));
        output.WriteLine(string.Join("|", log));
    }

    [Construct]
    public static void FilterThatThrows(TextWriter output) => Outcome.Write(output, ThrowInFilter);

    [Construct]
    public static void NestedTry(TextWriter output)
    {
        var log = new List<string>();
        for (var depth = 0; depth < 4; depth++)
            log.Add(Nested(log, depth));
        output.WriteLine(string.Join("|", log));
    }

    [Construct]
    public static void Rethrow(TextWriter output) => Outcome.Write(output, CatchAndRethrow);

    [Construct]
    public static void ThrowCaught(TextWriter output) => Outcome.Write(output, CatchAndThrowItAgain);

    [Construct]
    public static void WrappedException(TextWriter output) => Outcome.Write(output, Wrap);

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
    public static void CatchByType(TextWriter output)
    {
        for (var kind = 0; kind < 4; kind++)
            output.WriteLine(Classify(kind));
    }

    [Construct]
    public static void ExceptionThroughManyFrames(TextWriter output) => Outcome.Write(output, () => Descend(6));

    [Profile]
    static int ParseOr(string text, int other)
    {
        try
        {
            return int.Parse(text);
        }
        catch (FormatException)
        {
            return other;
        }
    }

    [Profile]
    static string Filtered(List<string> log, int number)
    {
        try
        {
            log.Add("try" + number);
            Fail(log, number);
            return "not reached";
        }
        catch (InvalidOperationException e) when (IsWanted(log, e, 1))
        {
            log.Add("first");
            return "first " + e.Message;
        }
        catch (Exception e) when (IsWanted(log, e, 2))
        {
            log.Add("second");
            return "second " + e.Message;
        }
        finally
        {
            log.Add("finally");
        }
    }

    [Profile]
    static void Fail(List<string> log, int number)
    {
        try
        {
            throw new InvalidOperationException("number " + number);
        }
        finally
        {
            log.Add("inner finally " + new string('.', number));
        }
    }

    [Profile]
    static bool IsWanted(List<string> log, Exception exception, int number)
    {
        log.Add($"filter {number}: {new string('x', 100).Length}");
        return exception.Message.EndsWith((char)('0' + number));
    }

    [Profile]
    static void ThrowInFilter()
    {
        try
        {
            throw new InvalidOperationException("the first");
        }
        catch (InvalidOperationException e) when (int.Parse(e.Message) > 0)
        {
            throw new NotSupportedException("a filter that throws is false");
        }
    }

    [Profile]
    static string Nested(List<string> log, int depth)
    {
        try
        {
            try
            {
                if (depth == 1)
                    throw new InvalidOperationException("inner");
                try
                {
                    if (depth > 1)
                        throw new NotSupportedException("innermost");
                    log.Add("calm");
                }
                catch (NotSupportedException) when (depth == 2)
                {
                    return "filtered";
                }
            }
            catch (InvalidOperationException e)
            {
                return e.Message;
            }
            finally
            {
                log.Add("f1");
            }
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }
        finally
        {
            log.Add("f2");
        }
        return "end";
    }

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
    static string Classify(int kind)
    {
        try
        {
            throw kind switch
            {
                0 => new ArgumentNullException(nameof(kind)),
                1 => new ArgumentException("argument"),
                2 => new InvalidOperationException("operation"),
                _ => new TimeoutException("time"),
            };
        }
        catch (ArgumentNullException)
        {
            return "null";
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
        catch (Exception e) when (e is InvalidOperationException { Message: "operation" })
        {
            return "filtered operation";
        }
        catch
        {
            return "anything";
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
