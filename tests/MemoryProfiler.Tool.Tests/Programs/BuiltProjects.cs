namespace MemoryProfiler.Tool.Tests.Programs;

/// <summary>A solution with two projects of tests, what they test and a program, built once for all.</summary>
public sealed class BuiltProjects : IAsyncLifetime
{
    readonly TemporaryFolder _folder = new();

    /// <summary>The path of a file in it.</summary>
    public string this[string name] => Path.GetFullPath(_folder[name]);

    public async ValueTask InitializeAsync()
    {
        Project("Shop", "<TargetFramework>net10.0</TargetFramework>", "");
        Project("Shop.Tests", "<TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><IsTestProject>true</IsTestProject>", "Shop");
        Project("Shop.MoreTests", "<TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><IsTestingPlatformApplication>true</IsTestingPlatformApplication>", "Shop");
        Project("App", "<TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType>", "Shop");
        Project("Several", "<TargetFrameworks>net10.0;net9.0</TargetFrameworks><OutputType>Exe</OutputType><IsTestProject>true</IsTestProject>", "");
        File.WriteAllText(_folder["Directory.Build.props"], "<Project />");
        File.WriteAllText(_folder["All.slnx"], $"<Solution>{string.Concat(new[] { "Shop", "Shop.Tests", "Shop.MoreTests", "App" }.Select(name => $"""<Project Path="{name}/{name}.csproj" />"""))}</Solution>");
        var build = await ProgramRun.Of(DotnetHost.Start(["build", _folder["All.slnx"], "--nologo", "-v:q", "--disable-build-servers"]), ProgramRun.Patience);
        build.ExitCode.ShouldBe(0, build.Output);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    void Project(string name, string properties, string reference)
    {
        Directory.CreateDirectory(_folder[name]);
        var references = reference.Length == 0 ? "" : $"""<ItemGroup><ProjectReference Include="../{reference}/{reference}.csproj" /></ItemGroup>""";
        File.WriteAllText(_folder[$"{name}/{name}.csproj"], $"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup>{properties}</PropertyGroup>{references}</Project>""");
        File.WriteAllText(_folder[$"{name}/Code.cs"], reference.Length == 0 ? "public class Thing { }" : "static class Program { static void Main() { _ = typeof(Thing); } }");
    }
}
