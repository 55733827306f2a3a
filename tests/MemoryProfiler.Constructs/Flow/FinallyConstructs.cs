namespace MemoryProfiler.Constructs.Flow;

public static class FinallyConstructs
{
    static readonly Lock _lock = new();
    static int _guarded;

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

    [Construct]
    public static void UsingStatement(TextWriter output)
    {
        var log = new List<string>();
        Used(log);
        Outcome.Write(output, () => UsedAndThrown(log));
        output.WriteLine(string.Join(" ", log));
    }

    [Construct]
    public static void UsingDeclaration(TextWriter output)
    {
        var log = new List<string>();
        output.WriteLine(Declared(log));
        output.WriteLine(string.Join(" ", log));
    }

    [Construct]
    public static void UsingRefStruct(TextWriter output)
    {
        var log = new List<string>();
        UsedOnStack(log);
        output.WriteLine(string.Join(" ", log));
    }

    [Construct]
    public static void LockStatement(TextWriter output)
    {
        var gate = new object();
        Parallel.For(0, 4, _ =>
        {
            for (var i = 0; i < 100; i++)
                Monitored(gate);
        });
        output.WriteLine(_guarded);
        _guarded = 0;
    }

    [Construct]
    public static void LockType(TextWriter output)
    {
        output.WriteLine(Locked());
        Outcome.Write(output, () => LockedAndThrown());
        output.WriteLine(_lock.IsHeldByCurrentThread);
    }

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

    [Profile]
    static void Used(List<string> log)
    {
        using (new Resource(log, "a"))
        using (var b = new Resource(log, "b"))
        {
            log.Add("body " + b.Name);
        }
    }

    [Profile]
    static void UsedAndThrown(List<string> log)
    {
        using (new Resource(log, "c"))
        {
            throw new InvalidOperationException("in using");
        }
    }

    [Profile]
    static string Declared(List<string> log)
    {
        using var first = new Resource(log, "d");
        using var second = new Resource(log, "e");
        log.Add("body");
        return first.Name + second.Name;
    }

    [Profile]
    static void UsedOnStack(List<string> log)
    {
        using var scope = new Scope(log);
        log.Add("inside");
    }

    [Profile]
    static void Monitored(object gate)
    {
        lock (gate)
        {
            _guarded++;
        }
    }

    [Profile]
    static bool Locked()
    {
        lock (_lock)
        {
            return _lock.IsHeldByCurrentThread;
        }
    }

    [Profile]
    static void LockedAndThrown()
    {
        using (_lock.EnterScope())
        {
            throw new InvalidOperationException("held");
        }
    }

    sealed class Resource(List<string> log, string name) : IDisposable
    {
        public string Name => name;

        [Profile]
        public void Dispose() => log.Add("dispose " + name);
    }

    readonly ref struct Scope
    {
        readonly List<string> _log;

        [Profile]
        public Scope(List<string> log)
        {
            _log = log;
            _log.Add("open");
        }

        [Profile]
        public void Dispose() => _log.Add("close");
    }
}
