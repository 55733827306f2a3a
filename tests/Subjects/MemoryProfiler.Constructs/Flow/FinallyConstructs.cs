namespace MemoryProfiler.Constructs.Flow;

public static class FinallyConstructs
{
    [Construct]
    public static void FinallyOrder(TextWriter output)
    {
        var log = new List<string>();
        Outer(log);
        output.WriteLine(string.Join(" ", log));
    }

    [Construct]
    public static void NestedFinallyWithExceptions(TextWriter output)
    {
        var log = new List<string>();
        Outcome.Write(output, () => Replaced(log));
        output.WriteLine(string.Join(" ", log));
    }

    [Construct]
    public static void ReturnInTryWithFinally(TextWriter output)
    {
        var log = new List<string>();
        output.WriteLine(FromInside(log));
        output.WriteLine(BeforeChange());
        output.WriteLine(string.Join(" ", log));
    }

    [Construct]
    public static void BreakAndContinueThroughFinally(TextWriter output) => output.WriteLine(Leave(10));

    [Profile]
    static void Outer(List<string> log)
    {
        try
        {
            log.Add("try");
            Inner(log);
            log.Add("after");
        }
        finally
        {
            log.Add("outer");
        }
        log.Add("end");
    }

    [Profile]
    static void Inner(List<string> log)
    {
        try
        {
            throw new InvalidOperationException();
        }
        catch (InvalidOperationException)
        {
            log.Add("caught");
        }
        finally
        {
            log.Add("inner");
        }
    }

    [Profile]
    static void Replaced(List<string> log)
    {
        try
        {
            try
            {
                throw new InvalidOperationException("first");
            }
            finally
            {
                log.Add("inner");
                ThrowSecond();
            }
        }
        finally
        {
            log.Add("outer");
        }
    }

    [Profile]
    static void ThrowSecond() => throw new NotSupportedException("second");

    [Profile]
    static string FromInside(List<string> log)
    {
        try
        {
            return "value";
        }
        finally
        {
            log.Add("finally");
        }
    }

    [Profile]
    static int BeforeChange()
    {
        var value = 1;
        try
        {
            return value;
        }
        finally
        {
            value = 2;
        }
    }

    [Profile]
    static string Leave(int count)
    {
        var text = "";
        for (var i = 0; i < count; i++)
        {
            try
            {
                if (i == 1)
                    continue;
                if (i == 4)
                    break;
                text += i;
            }
            finally
            {
                text += "f";
            }
        }
        return text;
    }
}
