using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MemoryProfiler.Tool.Tests.Support;

/// <summary>The tool while it records a program that does not end by itself.</summary>
sealed partial class RecordingTool : IDisposable
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;
    static readonly TimeSpan _timeout = TimeSpan.FromMinutes(3);

    readonly Process _tool;
    readonly string _file;

    RecordingTool(Process tool, string file) => (_tool, _file) = (tool, file);

    /// <summary>The recorded program's own number, which it has printed.</summary>
    public int Program { get; private set; }

    /// <summary>Starts it, and waits until the program has said its number and there are samples of it.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="trap">What the program does on signals, as a shell says it; empty: what is usual.</param>
    public static async Task<RecordingTool> Start(TemporaryFolder folder, string trap = "")
    {
        // A signal that those who run the tests ignore would be ignored by the program too.
        var tool = ToolRun.Start(["env", "--default-signal=INT,TERM,HUP"], folder, "run", "-T", "0.01", "-o", "a.dat", "--", "sh", "-c", $"{trap} echo $$; while :; do sleep 0.05; done");
        var recording = new RecordingTool(tool, folder["a.dat"]);
        recording.Program = int.Parse((await tool.StandardOutput.ReadLineAsync().WaitAsync(_timeout)).ShouldNotBeNull(), System.Globalization.CultureInfo.InvariantCulture);
        await recording.HasSamples(3);
        return recording;
    }

    /// <summary>Waits until the file has a number of samples.</summary>
    public async Task HasSamples(int count)
    {
        var waited = Stopwatch.StartNew();
        while (Samples() < count)
        {
            waited.Elapsed.ShouldBeLessThan(_timeout);
            await Task.Delay(10);
        }
    }

    /// <summary>Sends the tool a signal, and nobody else.</summary>
    public RecordingTool Send(int signal)
    {
        kill(_tool.Id, signal).ShouldBe(0);
        return this;
    }

    /// <summary>Waits for its end alone, as the program may still hold its streams.</summary>
    public async Task<int> Exit()
    {
        await _tool.WaitForExitAsync().WaitAsync(_timeout);
        return _tool.ExitCode;
    }

    /// <summary>Waits for its end and the program's.</summary>
    /// <returns>Its exit code, and what it said.</returns>
    public async Task<(int ExitCode, string Error)> End()
    {
        var code = await Exit();
        return (code, await _tool.StandardError.ReadToEndAsync().WaitAsync(_timeout));
    }

    public void Dispose()
    {
        _ = kill(Program, Kill);
        if (!_tool.HasExited)
            _tool.Kill();
        _tool.Dispose();
    }

    /// <summary>Whether the program runs.</summary>
    public bool IsProgramRunning => kill(Program, 0) == 0;

    int Samples() => File.Exists(_file) ? File.ReadAllText(_file).Split("MEM ").Length - 1 : 0;

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);
}
