using System.Diagnostics;
using System.Globalization;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemoryProfiler.Cases;

/// <summary>What others record over time.</summary>
static class Timelines
{
    const int MiB = 1 << 20;
    const int SharedMiB = 32;

    static object? _kept;

    /// <summary>Profiled calls of every kind, a named span, a collection, and many calls that take nearly no time.</summary>
    public static async Task Run(int shortCalls)
    {
        Load(2);
        await LoadLater(Task.Delay(1));
        using (MemoryMonitor.Span("named by hand"))
            GC.Collect();
        Many(shortCalls);
    }

    /// <summary>A process with memory of its own, children with theirs, and a file that all of them map. Says when all is there, and ends when nothing more comes in.</summary>
    public static unsafe void Tree(string file, params int[] mebibytesOfChildren)
    {
        using (var shared = new FileStream(file, FileMode.Create))
            shared.SetLength((long)SharedMiB * MiB);
        var children = mebibytesOfChildren.Select(mebibytes => Start("branch", file, mebibytes)).ToArray();
        // Before it says so all of them have touched the file.
        foreach (var child in children)
            child.StandardOutput.ReadLine();
        Branch(file, 50);
        foreach (var child in children)
        {
            child.StandardInput.Close();
            child.WaitForExit();
        }
    }

    /// <summary>One process of such a tree.</summary>
    public static unsafe void Branch(string file, int mebibytes)
    {
        using var map = MemoryMappedFile.CreateFromFile(file, FileMode.Open, null, 0, MemoryMappedFileAccess.ReadWrite);
        using var view = map.CreateViewAccessor();
        byte* shared = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref shared);
        Touch(shared, SharedMiB);
        var own = (byte*)NativeMemory.Alloc((nuint)mebibytes * MiB);
        Touch(own, mebibytes);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ready {Environment.ProcessId}"));
        Console.ReadLine();
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        NativeMemory.Free(own);
    }

    [Profile]
    static void Load(int times)
    {
        for (var i = 0; i < times; i++)
            Read();
    }

    [Profile, MethodImpl(MethodImplOptions.NoInlining)]
    static void Read() => _kept = new byte[MiB];

    [Profile]
    static async Task LoadLater(Task wait)
    {
        await wait;
        _kept = new byte[MiB];
    }

    [Profile, MethodImpl(MethodImplOptions.NoInlining)]
    static void Many(int calls)
    {
        for (var i = 0; i < calls; i++)
            Short();
    }

    [Profile, MethodImpl(MethodImplOptions.NoInlining)]
    static void Short()
    {
    }

    static unsafe void Touch(byte* memory, int mebibytes)
    {
        for (long i = 0; i < (long)mebibytes * MiB; i += Environment.SystemPageSize)
            memory[i] = 1;
    }

    static Process Start(string what, string file, int mebibytes) =>
        Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(Timelines).Assembly.Location, what, file, mebibytes.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
}
