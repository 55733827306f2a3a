using System.Diagnostics;
using System.Reflection;

namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>The compilers that come with the SDK, run as a build runs them.</summary>
static class SdkCompiler
{
    static readonly string _sdk = typeof(SdkCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "SdkFolder").Value!;
    static readonly string _framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
    static readonly IEnumerable<string> _references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetDirectoryName(path) == _framework)
        .Append(typeof(ProfileAttribute).Assembly.Location);

    /// <summary>Compiles one file into a library beside it, with portable symbols.</summary>
    /// <param name="source">The file; its extension says the language.</param>
    /// <param name="options">What the compiler is told besides.</param>
    public static string Compile(string source, params string[] options)
    {
        var output = Path.ChangeExtension(source, ".dll");
        var response = Path.ChangeExtension(source, ".rsp");
        var (compiler, own) = Path.GetExtension(source) switch
        {
            ".cs" => ("Roslyn/bincore/csc.dll", new[] { "-unsafe", "-langversion:preview" }),
            ".vb" => ("Roslyn/bincore/vbc.dll", [$"-sdkpath:{_framework}", "-define:_MYTYPE=\"Empty\""]),
            _ => ("FSharp/fsc.dll", ["--noframework", "--nowarn:1104", $"-r:{Path.Combine(AppContext.BaseDirectory, "FSharp.Core.dll")}"]),
        };
        var isRoslyn = !compiler.StartsWith('F');
        var dash = isRoslyn ? "-" : "--";
        string[] arguments = [$"{dash}nologo", $"{dash}target:library", $"{dash}debug:portable", $"{dash}out:{output}", .. own, .. options,
            .. _references.Select(path => $"-r:{path}"), source];
        File.WriteAllLines(response, arguments);
        // The server of the build that built these tests is warm: a second less for each compilation.
        string[] server = isRoslyn ? ["-shared"] : [];
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(_sdk, compiler), .. server, $"@{response}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, said);
        return output;
    }
}
