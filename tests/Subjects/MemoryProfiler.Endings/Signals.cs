using System.Runtime.InteropServices;

namespace MemoryProfiler.Endings;

/// <summary>Endings with a handler of the program's.</summary>
static class Signals
{
    public static int Key(bool cancel)
    {
        using var cancelled = new ManualResetEventSlim();
        Console.CancelKeyPress += (_, key) =>
        {
            Work.End();
            key.Cancel = cancel;
            if (cancel)
                cancelled.Set();
        };
        Console.WriteLine(Environment.ProcessId);
        cancelled.Wait();
        return 5;
    }

    public static int Handler(Action<PosixSignalContext> handler)
    {
        using var cancelled = new ManualResetEventSlim();
        void Handle(PosixSignalContext context)
        {
            handler(context);
            if (context.Cancel)
                cancelled.Set();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle);
        using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Handle);
        Console.WriteLine(Environment.ProcessId);
        cancelled.Wait();
        Work.End();
        return 6;
    }

    /// <summary>Leaves <c>Main</c> while the report of a signal is being printed.</summary>
    public static int SlowOutput()
    {
        Console.WriteLine(Environment.ProcessId);
        Console.SetOut(new SlowWriter());
        SlowWriter.HasBegun.Wait();
        return 7;
    }

    /// <summary>Waits for ever with a console that can print nothing.</summary>
    public static int StuckOutput()
    {
        Console.WriteLine(Environment.ProcessId);
        Console.SetOut(new StuckWriter());
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }
}
