using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MemoryProfiler.PlugIns;

/// <summary>Loads a plug-in again and again, and says what is left of it.</summary>
static class Host
{
    const int Rows = 20;

    // In place of a method: the host listens to all telemetry.
    const string Listen = "Listen";

    // In place of all: the plug-in is at work when it is told to unload.
    const string Late = "Late";
    const int CallsUntilUnload = 2;
    const int CallsInAll = 5;

    public static int Run(string path, bool isShared, int loads, string[] methods)
    {
        var contexts = new List<WeakReference>();
        using var listeners = methods.Contains(Listen) ? new HostListeners() : null;
        Console.WriteLine("loads alive threads private_kib profiler_b ms");
        var clock = Stopwatch.StartNew();
        for (var load = 1; load <= loads; load++)
        {
            contexts.Add(Load(path, isShared, methods, listeners));
            if (load % Math.Max(1, loads / Rows) == 0)
                Tell(load, contexts, clock);
        }
        MemoryReport.Print();
        return 0;
    }

    static void Tell(int load, List<WeakReference> contexts, Stopwatch clock)
    {
        WaitForUnload(contexts);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{load} {contexts.Count} {process.Threads.Count} {process.PrivateMemorySize64 / 1024} {MemoryReport.Capture().Cost.LedgerBytes} {clock.ElapsedMilliseconds}"));
    }

    // What is alive after twenty collections stays so.
    static void WaitForUnload(List<WeakReference> contexts)
    {
        const int Collections = 20;
        for (var i = 0; i < Collections && contexts.Count > 0; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            contexts.RemoveAll(context => !context.IsAlive);
            if (contexts.Count > 0)
                Thread.Sleep(10);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference Load(string path, bool isShared, string[] methods, HostListeners? listeners)
    {
        var context = new PlugInContext(path, isShared);
        var work = context.LoadFromAssemblyPath(path).GetType("MemoryProfiler.PlugIn.Work")!;
        if (methods.Contains(Late))
            return RunLate(context, work.GetMethod("CallUntil")!);
        foreach (var method in methods.Where(method => method != Listen))
            Call(work.GetMethod(method, BindingFlags.Public | BindingFlags.Static)!);
        listeners?.Observe();
        context.Unload();
        return new WeakReference(context);
    }

    [Profile]
    static void Call(MethodInfo method)
    {
        var result = method.Invoke(null, null);
        if (result is Task<int> task)
            task.Wait();
        else if (result is string text)
            Console.WriteLine(text);
    }

    static WeakReference RunLate(PlugInContext context, MethodInfo callUntil)
    {
        using var reached = new ManualResetEventSlim();
        using var unloading = new ManualResetEventSlim();
        var calls = 0;
        var isEnough = () =>
        {
            if (calls == CallsUntilUnload)
            {
                reached.Set();
                unloading.Wait();
            }
            return calls++ == CallsInAll;
        };
        var thread = new Thread(() => callUntil.Invoke(null, [isEnough]));
        thread.Start();
        reached.Wait();
        context.Unload();
        unloading.Set();
        thread.Join();
        return new WeakReference(context);
    }
}
