using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemoryProfiler.Tool.Programs.Hosts;

/// <summary>
/// <c>hostfxr</c>, the library by which <c>dotnet</c> itself chooses frameworks and SDKs: what it answers is what it would start,
/// with every variable and rule of going to another version.
/// </summary>
static unsafe class HostLibrary
{
    const string Name = "hostfxr";

    static readonly char[] _separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];
    static readonly nint _library = NativeLibrary.Load(Find());

    [ThreadStatic]
    static Conversation? _current;

    /// <summary>Which frameworks a program of a file of settings would get from an installation.</summary>
    /// <param name="root">The installation's folder.</param>
    /// <param name="configuration">The program's <c>runtimeconfig.json</c>.</param>
    public static HostAnswer Frameworks(string root, string configuration)
    {
        var resolve = (delegate* unmanaged[Cdecl]<nint, InitializeParameters*, delegate* unmanaged[Cdecl]<FrameworksResult*, nint, void>, nint, int>)
            NativeLibrary.GetExport(_library, "hostfxr_resolve_frameworks_for_runtime_config");
        var path = ToNative(configuration);
        var folder = ToNative(root);
        var host = ToNative(Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        var parameters = new InitializeParameters((nuint)sizeof(InitializeParameters), host, folder);
        using var conversation = new Conversation();
        try
        {
            _ = resolve(path, &parameters, &TakeFrameworks, 0);
            return conversation.Answer;
        }
        finally
        {
            Marshal.FreeCoTaskMem(path);
            Marshal.FreeCoTaskMem(folder);
            Marshal.FreeCoTaskMem(host);
        }
    }

    /// <summary>The folder of the SDK that an installation would take in a folder, by its <c>global.json</c> if there is one.</summary>
    public static HostAnswer Sdk(string root, string workingFolder)
    {
        var resolve = (delegate* unmanaged[Cdecl]<nint, nint, int, delegate* unmanaged[Cdecl]<int, nint, void>, int>)
            NativeLibrary.GetExport(_library, "hostfxr_resolve_sdk2");
        var folder = ToNative(root);
        var working = ToNative(workingFolder);
        using var conversation = new Conversation();
        try
        {
            _ = resolve(folder, working, 0, &TakeSdk);
            return conversation.Answer;
        }
        finally
        {
            Marshal.FreeCoTaskMem(folder);
            Marshal.FreeCoTaskMem(working);
        }
    }

    // Beside the runtime that runs this; another installation's may be older than the questions.
    static string Find()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory().TrimEnd(_separators), "..", "..", ".."));
        var file = OperatingSystem.IsWindows() ? $"{Name}.dll" : OperatingSystem.IsMacOS() ? $"lib{Name}.dylib" : $"lib{Name}.so";
        return new DirectoryInfo(Path.Combine(root, "host", "fxr")).EnumerateDirectories()
            .OrderByDescending(folder => Version.TryParse(folder.Name.Split('-')[0], out var version) ? version : new Version())
            .Select(folder => Path.Combine(folder.FullName, file))
            .First(File.Exists);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void TakeError(nint message) => _current?.Hear(ToText(message));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void TakeSdk(int key, nint value)
    {
        const int ResolvedFolder = 0;
        if (key == ResolvedFolder)
            _current?.Take(answer => answer with { Sdk = ToText(value) });
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void TakeFrameworks(FrameworksResult* result, nint context)
    {
        var (found, missing) = (new List<SharedFramework>(), new List<FrameworkReference>());
        foreach (var one in new ReadOnlySpan<FrameworkResult>((void*)result->Resolved, (int)result->ResolvedCount))
            found.Add(new SharedFramework(ToText(one.Name), ToText(one.ResolvedVersion), ToText(one.ResolvedPath)));
        foreach (var one in new ReadOnlySpan<FrameworkResult>((void*)result->Unresolved, (int)result->UnresolvedCount))
            missing.Add(new FrameworkReference(ToText(one.Name), ToText(one.RequestedVersion)));
        _current?.Take(answer => answer with { Found = found, Missing = missing });
    }

    static nint ToNative(string text) => OperatingSystem.IsWindows() ? Marshal.StringToCoTaskMemUni(text) : Marshal.StringToCoTaskMemUTF8(text);

    static string ToText(nint text) => (OperatingSystem.IsWindows() ? Marshal.PtrToStringUni(text) : Marshal.PtrToStringUTF8(text)) ?? "";

    // As the library's header has them.
    readonly record struct InitializeParameters(nuint Size, nint HostPath, nint DotnetRoot);

    readonly record struct FrameworkResult(nuint Size, nint Name, nint RequestedVersion, nint ResolvedVersion, nint ResolvedPath);

    readonly record struct FrameworksResult(nuint Size, nuint ResolvedCount, nint Resolved, nuint UnresolvedCount, nint Unresolved);

    // The library writes to the standard error unless it is given somewhere else to write; that, too, is a thread's own.
    sealed class Conversation : IDisposable
    {
        static readonly delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<nint, void>, nint> _setWriter =
            (delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<nint, void>, nint>)NativeLibrary.GetExport(_library, "hostfxr_set_error_writer");

        readonly List<string> _said = [];
        HostAnswer _answer = new();

        public Conversation()
        {
            _current = this;
            _setWriter(&TakeError);
        }

        public HostAnswer Answer => _answer with { Said = string.Join('\n', _said) };

        public void Hear(string said) => _said.Add(said);

        public void Take(Func<HostAnswer, HostAnswer> change) => _answer = change(_answer);

        public void Dispose()
        {
            _setWriter(null);
            _current = null;
        }
    }
}
