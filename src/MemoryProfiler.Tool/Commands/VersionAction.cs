using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace MemoryProfiler.Tool.Commands;

/// <summary>Prints the version as the package has it, without the commit it was built from.</summary>
sealed class VersionAction : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var version = typeof(VersionAction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        parseResult.InvocationConfiguration.Output.WriteLine(version.Split('+')[0]);
        return ExitCodes.Success;
    }
}
