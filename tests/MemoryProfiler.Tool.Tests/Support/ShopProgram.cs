using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace MemoryProfiler.Tool.Tests.Support;

/// <summary>A program with a known heap, which no package of ours is in.</summary>
sealed partial class ShopProgram : IDisposable
{
    const int Stop = 19;
    static readonly TimeSpan _timeout = TimeSpan.FromMinutes(3);

    readonly Process _program;

    ShopProgram(Process program, string name) => (_program, Name) = (program, name);

    /// <summary>A word of its command line that no other one has.</summary>
    public string Name { get; }

    /// <summary>Its number, as a word of a command line.</summary>
    public string Id => _program.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Starts it and waits until its heap is there.</summary>
    public static async Task<ShopProgram> Start(params (string Name, string Value)[] environment)
    {
        var name = $"shop-{Guid.NewGuid():n}";
        var start = DotnetHost.Start([StartedPrograms.PathOf("MemoryProfiler.Heaps"), name], environment);
        start.RedirectStandardInput = true;
        var shop = new ShopProgram(Process.Start(start).ShouldNotBeNull(), name);
        (await shop._program.StandardOutput.ReadLineAsync().WaitAsync(_timeout)).ShouldBe("ready");
        return shop;
    }

    /// <summary>Lets it keep more orders.</summary>
    public async Task Keep(int count)
    {
        await _program.StandardInput.WriteLineAsync(count.ToString(CultureInfo.InvariantCulture));
        (await _program.StandardOutput.ReadLineAsync().WaitAsync(_timeout)).ShouldBe("kept");
    }

    /// <summary>Lets it stand still, as a debugger does.</summary>
    public void Freeze() => kill(_program.Id, Stop).ShouldBe(0);

    /// <summary>Waits until somebody has come to its diagnostics port and waits there.</summary>
    public async Task IsAskedFor()
    {
        // The socket that listens, and one for each who has come.
        var waited = Stopwatch.StartNew();
        while (File.ReadLines("/proc/net/unix").Count(line => line.Contains($"dotnet-diagnostic-{Id}-", StringComparison.Ordinal)) < 2)
        {
            waited.Elapsed.ShouldBeLessThan(_timeout);
            await Task.Delay(10);
        }
    }

    public void Kill()
    {
        _program.Kill();
        _program.WaitForExit();
    }

    public void Dispose()
    {
        if (!_program.HasExited)
            Kill();
        _program.Dispose();
    }

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);
}
