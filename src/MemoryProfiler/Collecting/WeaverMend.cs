using System.Reflection;

namespace MemoryProfiler.Collecting;

/// <summary>What to do about an assembly that marks methods and was not woven.</summary>
static class WeaverMend
{
    /// <summary>Two sentences: how the weaver is added, and what else may be the reason.</summary>
    /// <param name="assembly">The assembly's name.</param>
    public static string For(string assembly) =>
        For(assembly, Assembly.GetEntryAssembly()?.GetName().Name == assembly ? AppContext.GetData("EntryPointFilePath") as string : null);

    /// <summary>The same, for a program that is one file where there is one.</summary>
    /// <param name="assembly">The assembly's name.</param>
    /// <param name="file">The file that the SDK made the program of, if it was no project.</param>
    public static string For(string assembly, string? file) =>
        (file is null
            ? $"Its own project must reference the weaver (a reference through another project is not enough): dotnet add {assembly} package MemoryProfiler.Fody."
            : $"{Path.GetFileName(file)} must name the weaver: #:package MemoryProfiler.Fody@{Version}.")
        + " If it does, its build switched weaving off: take out MemoryProfilerEnabled=false or DisableFody=true, and build again.";

    static string Version => typeof(WeaverMend).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
