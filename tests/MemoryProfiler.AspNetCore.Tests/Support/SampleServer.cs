using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace MemoryProfiler.AspNetCore.Tests.Support;

/// <summary>The sample as a process of its own, on a free port of this machine that nobody else reaches.</summary>
sealed class SampleServer : IDisposable
{
    const string Listening = "Now listening on: ";

    // Only against a server that hangs.
    static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    readonly Process _process;

    SampleServer(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address, Timeout = _patience };
    }

    public HttpClient Client { get; }

    static string Program =>
        typeof(SampleServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "AspNetCoreSample").Value!;

    /// <summary>Starts the sample's program.</summary>
    public static Task<SampleServer> Start(params (string Name, string Value)[] environment) => StartAsync(DotnetHost.Start([Program]), environment);

    /// <summary>Starts the sample as its chapter says, by <c>dotnet run</c>, on a free port.</summary>
    public static Task<SampleServer> Run()
    {
        // bin/Configuration/framework below the project.
        var configuration = Directory.GetParent(Program)!.Parent!;
        return StartAsync(DotnetHost.Start(["run", "--no-build", "-c", configuration.Name, "--project", configuration.Parent!.Parent!.FullName, "--", "--urls", "http://127.0.0.1:0"]), []);
    }

    static async Task<SampleServer> StartAsync(ProcessStartInfo start, (string Name, string Value)[] environment)
    {
        start.RedirectStandardError = false;
        start.WorkingDirectory = Path.GetDirectoryName(Program);
        foreach (var name in start.Environment.Keys.Where(IsOfTheHost).ToList())
            start.Environment.Remove(name);
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var process = Process.Start(start).ShouldNotBeNull();
        try
        {
            return new SampleServer(process, await AddressOf(process));
        }
        catch
        {
            End(process);
            throw;
        }
    }

    static async Task<Uri> AddressOf(Process process)
    {
        using var timeout = new CancellationTokenSource(_patience);
        var said = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
        {
            said.AppendLine(line);
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            {
                // The server would wait when nobody reads what it says.
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new Uri(line[(at + Listening.Length)..].Trim());
            }
        }
        throw new InvalidOperationException($"The sample ended at once: {said}");
    }

    public void Dispose()
    {
        Client.Dispose();
        End(_process);
    }

    static void End(Process process)
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    static bool IsOfTheHost(string name) => name is "ASPNETCORE_ENVIRONMENT" or "DOTNET_ENVIRONMENT";
}
