using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;
using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Collecting;
using MemoryProfiler.Methods;
using MemoryProfiler.Methods.Maps;
using MemoryProfiler.Weaving;
using Mono.Cecil;

namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>A woven assembly, loaded, with all its methods prepared.</summary>
sealed unsafe class WovenAssembly
{
    const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    readonly Assembly _assembly;

    public WovenAssembly(byte[] image, WeavingResult result)
    {
        Result = result;
        Module = ModuleDefinition.ReadModule(new MemoryStream(image));
        _assembly = new AssemblyLoadContext(null).LoadFromStream(new MemoryStream(image));
        foreach (var method in _assembly.GetTypes().SelectMany(type => type.GetMethods(Everything)).Where(m => m.GetMethodBody()?.GetILAsByteArray() is { Length: > 0 }))
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
    }

    public WeavingResult Result { get; }

    /// <summary>As it was written.</summary>
    public ModuleDefinition Module { get; }

    /// <summary>Whether this thread is inside no profiled method.</summary>
    public static bool NothingIsOpen => LedgerRegistry.Current == null || LedgerRegistry.Current->Current == LedgerRegistry.Current->Root;

    public MethodInfo Method(string name) => _assembly.GetType("Code")!.GetMethod(name)!;

    /// <summary>Calls a method; its exceptions come as they are.</summary>
    public object? Call(string name, params object?[] arguments)
    {
        try
        {
            return Method(name).Invoke(null, arguments);
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }

    /// <summary>The IL of a method's woven body.</summary>
    public MethodDefinition Body(string name) => Module.GetType("Code").Methods.Single(method => method.Name == name);

    /// <summary>Whether a method carries probes.</summary>
    public bool IsWoven(string name) => Body(name).Body.Instructions.Any(IsProbe);

    public static bool IsProbe(Mono.Cecil.Cil.Instruction instruction) =>
        instruction.Operand is MethodReference { DeclaringType.Name: "Probe" };

    /// <summary>What this thread has counted for a method.</summary>
    public MethodTotals Totals(string name)
    {
        var woven = WovenAssemblies.All().Single(a => a.Assembly == _assembly);
        var index = Array.FindIndex(MethodMap.Read(_assembly).Methods, method => method.Name.StartsWith($"Code.{name}(", StringComparison.Ordinal));
        lock (LedgerRegistry.Gate)
            return LedgerReader.Read(LedgerRegistry.Current, AllocationClock.Now())[woven.FirstMethod + index];
    }
}
