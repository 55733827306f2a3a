using System.Reflection;
using System.Reflection.Emit;
using System.Text;

namespace MemoryProfiler.Tool.Tests.Programs;

/// <summary>A folder with a program as a build leaves it, its files small and real.</summary>
sealed class ProgramFolder : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public string this[string name] => _folder[name];

    public string Path => _folder.Path;

    public void Dispose() => _folder.Dispose();

    /// <summary>A program <c>App</c> for .NET 10 without a list of what it depends on.</summary>
    public ProgramFolder WithApp(string version = "10.0.0", string framework = "Microsoft.NETCore.App")
    {
        WithAssembly("App");
        return With("App.runtimeconfig.json", $$"""{"runtimeOptions": {"tfm": "net10.0", "framework": {"name": "{{framework}}", "version": "{{version}}" } } }""");
    }

    /// <summary>An assembly of a version.</summary>
    public ProgramFolder WithAssembly(string name, string version = "1.0.0.0", string? file = null, string? target = null)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name) { Version = Version.Parse(version) }, typeof(object).Assembly);
        assembly.DefineDynamicModule(name);
        if (target is not null)
            assembly.SetCustomAttribute(new CustomAttributeBuilder(typeof(System.Runtime.Versioning.TargetFrameworkAttribute).GetConstructor([typeof(string)])!, [target]));
        var path = _folder[file ?? $"{name}.dll"];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        assembly.Save(path);
        return this;
    }

    /// <summary>A file of text.</summary>
    public ProgramFolder With(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(_folder[name])!);
        File.WriteAllText(_folder[name], text);
        return this;
    }

    /// <summary>An executable that starts an assembly, made of the SDK's own as the SDK makes it.</summary>
    public ProgramFolder WithExecutable(string name, string assembly)
    {
        var content = File.ReadAllBytes(Directory.EnumerateFiles(System.IO.Path.Combine(DotnetHost.Root, "sdk"), "apphost", SearchOption.AllDirectories).Max(StringComparer.Ordinal)!);
        var placeholder = "c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2"u8;
        var room = content.AsSpan(content.AsSpan().IndexOf(placeholder), placeholder.Length);
        room.Clear();
        Encoding.UTF8.GetBytes(assembly, room);
        return WithExecutable(name, content);
    }

    /// <summary>An executable of some content.</summary>
    public ProgramFolder WithExecutable(string name, ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(_folder[name], content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder[name], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return this;
    }
}
