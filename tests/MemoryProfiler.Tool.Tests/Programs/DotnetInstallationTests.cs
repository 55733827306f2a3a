using System.Runtime.InteropServices;
using MemoryProfiler.Tool.Programs.Hosts;

namespace MemoryProfiler.Tool.Tests.Programs;

public sealed class DotnetInstallationTests : IDisposable
{
    readonly ProgramFolder _folder = new();
    readonly Dictionary<string, string> _variables = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_program_s_executable_looks_where_the_variable_says_and_first_where_that_of_its_platform_says(bool hasBoth)
    {
        _folder.With("one/host/fxr/10.0.0/x", "").With("other/host/fxr/10.0.0/x", "");
        _variables["DOTNET_ROOT"] = _folder["one"];
        if (hasBoth)
            _variables[$"DOTNET_ROOT_{RuntimeInformation.OSArchitecture.ToString().ToUpperInvariant()}"] = _folder["other"];

        Find().Root.ShouldBe(_folder[hasBoth ? "other" : "one"]);
    }

    [Fact]
    public void A_variable_that_leads_nowhere_is_named()
    {
        _variables["DOTNET_ROOT"] = _folder["nowhere"];

        Should.Throw<ToolException>(() => Find()).Message.ShouldBe($"\"app\" looks for .NET in \"{_folder["nowhere"]}\", as DOTNET_ROOT says, and there is none: correct DOTNET_ROOT, or unset it.");
    }

    DotnetInstallation Find() => DotnetInstallation.ForExecutable("app", name => _variables.GetValueOrDefault(name));
}
