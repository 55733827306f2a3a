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
    public static void CatchByType(TextWriter output)
    {
        for (var kind = 0; kind < 4; kind++)
            output.WriteLine(Classify(kind));
    }

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
}
