using System.Diagnostics;

namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>A program built with the tests that waits for the tests to look at it.</summary>
sealed class RecordedChild : IDisposable
{
    readonly Process _process;

    RecordedChild(Process process) => _process = process;

    /// <summary>Its number.</summary>
    public int Id => _process.Id;

    /// <summary>Starts it.</summary>
    public static RecordedChild Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = DotnetHost.Start([Programs.PathOf("MemoryProfiler.Cases"), .. arguments], environment);
        start.RedirectStandardInput = true;
        start.RedirectStandardError = false;
        return new RecordedChild(Process.Start(start).ShouldNotBeNull());
    }

    /// <summary>Waits until it says that it is ready.</summary>
    public async Task BeReady() =>
        (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull().ShouldStartWith("ready");

    /// <summary>Lets it go on, to its end.</summary>
    public async Task End()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        _process.ExitCode.ShouldBe(0);
    }

    /// <summary>Ends it as a machine without memory does: by <c>SIGKILL</c>.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
