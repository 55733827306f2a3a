namespace MemoryProfiler.Statements.Inputs;

/// <summary>Another thread, which holds a lock until somebody waits for it.</summary>
static class Holder
{
    static readonly SemaphoreSlim Asked = new(0);
    static Thread? _waiting;
    static object? _gate;
    static volatile bool _isHeld;

    /// <summary>Starts the thread, so that it is in no figure.</summary>
    public static void Start() => new Thread(Run) { IsBackground = true }.Start();

    /// <summary>Lets it hold a lock. Waits without a lock of its own: on .NET 11 waiting for one allocates.</summary>
    public static void Hold(object gate)
    {
        _gate = gate;
        _waiting = Thread.CurrentThread;
        _isHeld = false;
        Asked.Release();
        while (!_isHeld)
            Thread.Yield();
    }

    static void Run()
    {
        while (true)
        {
            Asked.Wait();
            lock (_gate!)
            {
                _isHeld = true;
                while (!_waiting!.ThreadState.HasFlag(ThreadState.WaitSleepJoin))
                    Thread.Yield();
            }
        }
    }
}
