namespace MemoryProfiler.Constructs.Flow;

public static class UsingAndLockConstructs
{
    static readonly Lock _lock = new();
    static int _guarded;

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
