using System.Runtime.InteropServices;

namespace MemoryProfiler.Tool.Programs.Hosts;

/// <summary>A folder with <c>dotnet</c>, shared frameworks and perhaps SDKs.</summary>
/// <param name="Root">The folder.</param>
sealed record DotnetInstallation(string Root)
{
    const int OldestMajor = 8;

    /// <summary>The executable <c>dotnet</c> of it.</summary>
    public string Executable => Path.Combine(Root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    /// <summary>That of an executable <c>dotnet</c>, links followed; null if that is none.</summary>
    public static DotnetInstallation? Of(string executable) => At(Path.GetDirectoryName(RealPath.Of(executable))!);

    /// <summary>That which a program's own executable looks for.</summary>
    /// <param name="program">The executable, for the sentence.</param>
    /// <param name="variables">The variables of its environment.</param>
    /// <exception cref="ToolException">There is none.</exception>
    public static DotnetInstallation ForExecutable(string program, Func<string, string?> variables)
    {
        foreach (var variable in new[] { $"DOTNET_ROOT_{Architecture.ToUpperInvariant()}", "DOTNET_ROOT" })
            if (variables(variable) is { Length: > 0 } folder)
                return At(folder) ?? throw new ToolException($"\"{program}\" looks for .NET in \"{folder}\", as {variable} says, and there is none: correct {variable}, or unset it.");
        return Registered().Concat(Usual()).Select(At).FirstOrDefault(found => found is not null)
            ?? throw new ToolException($"\"{program}\" needs an installed .NET, and none is found: set DOTNET_ROOT to its folder.");
    }

    /// <summary>The frameworks that a program would get.</summary>
    /// <param name="program">The program, for sentences.</param>
    /// <param name="configuration">What it asks for.</param>
    /// <exception cref="ToolException">One is not installed, or is older than what the profiler's library runs on.</exception>
    public IReadOnlyList<SharedFramework> FrameworksOf(string program, RuntimeConfiguration configuration)
    {
        var answer = HostLibrary.Frameworks(Root, configuration.Path);
        if (configuration.IsSelfContained && configuration.Frameworks.FirstOrDefault(asked => !answer.Found.Any(found => found.Name == asked.Name && found.Version == asked.Version)) is { } other)
            throw new ToolException($"\"{program}\" brings its own {other} along, and to be profiled it needs the same version installed in \"{Root}\"; there is {Installed(other.Name)}. Install it, or publish it with --self-contained false.");
        if (answer.Missing.Count > 0)
        {
            var missing = answer.Missing[0];
            throw new ToolException($"\"{program}\" needs {missing}, which is not installed in \"{Root}\"; there is {Installed(missing.Name)}. Install it, or allow another version by DOTNET_ROLL_FORWARD=Major.");
        }
        var platform = answer.Found.FirstOrDefault(framework => framework.Name == RuntimeConfiguration.BaseFramework)
            ?? throw new ToolException($"\"{configuration.Path}\" names no framework that dotnet could run \"{program}\" on: build the program again.{Told(answer.Said)}");
        return platform.Major >= OldestMajor
            ? [.. answer.Found.Where(framework => framework != platform), platform]
            : throw new ToolException($"\"{program}\" would run on .NET {platform.Version}, and only .NET {OldestMajor} and later can be profiled: build it for a later .NET, or start it with DOTNET_ROLL_FORWARD=Major.");
    }

    /// <summary>The folder of the SDK it would take in a folder.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public string Sdk(string folder)
    {
        var answer = HostLibrary.Sdk(Root, folder);
        return answer.Sdk ?? throw new ToolException($"There is no SDK in \"{Root}\" that \"{folder}\" could use: install one, and the one that a global.json there names if it does.{Told(answer.Said)}");
    }

    static string Told(string said) => said.Length == 0 ? "" : $" dotnet says: {string.Join(' ', said.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))}";

    static string Architecture => RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();

    static DotnetInstallation? At(string folder) => Directory.Exists(Path.Combine(folder, "host", "fxr")) ? new(Path.GetFullPath(folder)) : null;

    static IEnumerable<string> Registered()
    {
        if (OperatingSystem.IsWindows())
        {
            using var key = Microsoft.Win32.RegistryKey.OpenBaseKey(Microsoft.Win32.RegistryHive.LocalMachine, Microsoft.Win32.RegistryView.Registry32)
                .OpenSubKey($@"SOFTWARE\dotnet\Setup\InstalledVersions\{Architecture}");
            return key?.GetValue("InstallLocation") is string location ? [location] : [];
        }
        return new[] { $"/etc/dotnet/install_location_{Architecture}", "/etc/dotnet/install_location" }.Where(File.Exists)
            .SelectMany(file => File.ReadLines(file).Take(1)).Select(line => line.Trim());
    }

    static IEnumerable<string> Usual() =>
        OperatingSystem.IsWindows() ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "dotnet")]
        : OperatingSystem.IsMacOS() ? ["/usr/local/share/dotnet"]
        : ["/usr/share/dotnet", "/usr/lib/dotnet", "/usr/lib64/dotnet"];

    string Installed(string framework)
    {
        var folder = new DirectoryInfo(Path.Combine(Root, "shared", framework));
        return folder.Exists && folder.GetDirectories() is { Length: > 0 } versions
            ? string.Join(", ", versions.Select(version => version.Name).Order(StringComparer.Ordinal))
            : "no version of it";
    }
}
