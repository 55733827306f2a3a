using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>
/// One of the programs built with the tests, started past <see cref="Process"/>, which shows a death by a signal and an
/// exit code as the same number. No signal is ignored, whatever those that the tests run under are.
/// </summary>
sealed class SignalledProgram
{
    /// <summary>What bash does to start it: it becomes the program.</summary>
    public const string ToFiles = "exec \"$@\" > \"$folder/output\" 2> \"$folder/error\"";

    const short SetSignalDefaults = 4;
    const short SetSignalMask = 8;
    static readonly TimeSpan _timeout = TimeSpan.FromMinutes(6);

    readonly TemporaryFolder _folder;
    readonly int _process;
    readonly Task<int> _status;

    SignalledProgram(TemporaryFolder folder, int process)
    {
        _folder = folder;
        _process = process;
        _status = Task.Run(() =>
        {
            waitpid(process, out var status, 0).ShouldBe(process);
            return status;
        });
    }

    /// <summary>What it printed.</summary>
    public string Output => File.ReadAllText(_folder.File("output"));

    /// <summary>What it printed on the error stream.</summary>
    public string Error => File.ReadAllText(_folder.File("error"));

    /// <summary>Starts a program; its first line of output has to be the number of its process.</summary>
    /// <param name="folder">Where its output goes.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="report">What <c>MEMORYPROFILER_REPORT</c> says, or null.</param>
    /// <param name="shell">What bash does before, and where the streams go.</param>
    public static SignalledProgram Start(TemporaryFolder folder, string[] arguments, string? report, string shell = ToFiles)
    {
        string?[] command =
        [
            "bash", "-c", shell, "bash", DotnetHost.Path,
            Programs.PathOf("MemoryProfiler.Endings"), .. arguments, null,
        ];
        var variables = new ProcessStartInfo().Environment
            .Where(variable => !variable.Key.StartsWith("MEMORYPROFILER", StringComparison.Ordinal))
            .Append(new("folder", folder.Path))
            .Concat(report is null ? [] : [new KeyValuePair<string, string?>("MEMORYPROFILER_REPORT", report)])
            .Select(variable => $"{variable.Key}={variable.Value}")
            .Append(null).ToArray();
        // Larger than either type is anywhere.
        var attributes = new byte[1024];
        var signals = new byte[256];
        posix_spawnattr_init(attributes).ShouldBe(0);
        sigemptyset(signals).ShouldBe(0);
        posix_spawnattr_setsigmask(attributes, signals).ShouldBe(0);
        foreach (var signal in Enum.GetValues<Signal>())
            sigaddset(signals, (int)signal).ShouldBe(0);
        posix_spawnattr_setsigdefault(attributes, signals).ShouldBe(0);
        posix_spawnattr_setflags(attributes, SetSignalDefaults | SetSignalMask).ShouldBe(0);
        posix_spawnp(out var process, "bash", 0, attributes, command, variables).ShouldBe(0);
        posix_spawnattr_destroy(attributes).ShouldBe(0);
        return new SignalledProgram(folder, process);
    }

    /// <summary>Waits until it has printed its number and what else it says when it is ready.</summary>
    public async Task<SignalledProgram> Ready(string? words = null)
    {
        var ready = _process.ToString(CultureInfo.InvariantCulture) + "\n" + words;
        while (!File.Exists(_folder.File("output")) || !Output.Contains(ready, StringComparison.Ordinal))
        {
            _status.IsCompleted.ShouldBeFalse();
            await Task.Delay(10);
        }
        return this;
    }

    /// <summary>Sends it a signal.</summary>
    public SignalledProgram Send(Signal signal)
    {
        kill(_process, (int)signal).ShouldBe(0);
        return this;
    }

    /// <summary>How it ended: <c>exit 143</c>, or <c>signal 15</c> if the signal itself ended it.</summary>
    public async Task<string> End()
    {
        try
        {
            var status = await _status.WaitAsync(_timeout);
            var signal = status & 0x7f;
            return signal == 0 ? FormattableString.Invariant($"exit {(status >> 8) & 0xff}") : FormattableString.Invariant($"signal {signal}");
        }
        catch (TimeoutException)
        {
            kill(_process, 9).ShouldBe(0);
            throw;
        }
    }

    [DllImport("libc")]
    static extern int waitpid(int process, out int status, int options);

    [DllImport("libc")]
    static extern int kill(int process, int signal);

    [DllImport("libc")]
    static extern int sigemptyset(byte[] signals);

    [DllImport("libc")]
    static extern int sigaddset(byte[] signals, int signal);

    [DllImport("libc")]
    static extern int posix_spawnattr_init(byte[] attributes);

    [DllImport("libc")]
    static extern int posix_spawnattr_destroy(byte[] attributes);

    [DllImport("libc")]
    static extern int posix_spawnattr_setflags(byte[] attributes, short flags);

    [DllImport("libc")]
    static extern int posix_spawnattr_setsigdefault(byte[] attributes, byte[] signals);

    [DllImport("libc")]
    static extern int posix_spawnattr_setsigmask(byte[] attributes, byte[] signals);

    [DllImport("libc", BestFitMapping = false)]
    static extern int posix_spawnp(
        out int process,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string file,
        nint actions,
        byte[] attributes,
        [MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPStr)] string?[] arguments,
        [MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPStr)] string?[] variables);
}
