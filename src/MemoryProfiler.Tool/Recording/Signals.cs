using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MemoryProfiler.Tool.Recording;

/// <summary>
/// Signals to the tool while a program is recorded. They are meant for the program: the tool outlives it, so that nothing
/// recorded is lost. Ctrl+C reaches both at once, as both are in the terminal's foreground; whatever else arrives is passed on.
/// </summary>
sealed partial class Signals : IDisposable
{
    const int Interrupt = 2;
    const int Kill = 9;
    const int Terminate = 15;
    const int HangUp = 1;
    const int Quit = 3;

    readonly Process _program;
    readonly PosixSignalRegistration[] _registrations;
    int _interrupts;

    /// <summary>Begins to pass them on.</summary>
    public Signals(Process program)
    {
        _program = program;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Pass(context, Interrupt)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Pass(context, Terminate)),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Pass(context, HangUp)),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, context => Pass(context, Quit)),
        ];
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    void Pass(PosixSignalContext context, int signal)
    {
        context.Cancel = true;
        // A program that does not heed the first Ctrl+C is asked again, and then not asked.
        if (signal == Interrupt)
            signal = Interlocked.Increment(ref _interrupts) switch { 1 => Interrupt, 2 => Terminate, _ => Kill };
        var hasIt = signal is Interrupt or Quit && IsInForeground();
        try
        {
            if (!hasIt && !_program.HasExited)
                Send(signal);
        }
        catch (InvalidOperationException)
        {
            // It has ended meanwhile.
        }
    }

    void Send(int signal)
    {
        if (OperatingSystem.IsWindows())
            _program.Kill(entireProcessTree: true);
        else
            _ = kill(_program.Id, signal);
    }

    static bool IsInForeground() => OperatingSystem.IsWindows() || tcgetpgrp(0) == getpgrp();

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);

    [LibraryImport("libc")]
    private static partial int tcgetpgrp(int stream);

    [LibraryImport("libc")]
    private static partial int getpgrp();
}
