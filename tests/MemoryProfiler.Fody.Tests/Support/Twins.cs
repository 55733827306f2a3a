using MemoryProfiler.Fody.Tests.Constructs;
using MemoryProfiler.Fody.Tests.Support;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>The woven samples read back from their file, method by method beside the unwoven.</summary>
sealed class Twins : IDisposable
{
    readonly ModuleDefinition _plain;
    readonly ModuleDefinition _woven;
    readonly List<(MethodDefinition Plain, MethodDefinition Woven)> _pairs;

    public Twins(Build build)
    {
        var constructs = WovenConstructs.Of(build);
        _plain = WovenFile.Read(constructs.PlainPath);
        _woven = WovenFile.Read(constructs.WovenPath);
        var woven = _woven.GetTypes().SelectMany(type => type.Methods).ToDictionary(method => method.FullName);
        _pairs = [.. _plain.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody).Select(method => (method, woven[method.FullName]))];
    }

    public IEnumerable<(MethodDefinition Plain, MethodDefinition Woven)> WovenMethods => _pairs.Where(pair => IsWoven(pair.Woven));

    /// <summary>Methods without probes; those that make a state machine among them take its bytes out.</summary>
    public IEnumerable<(MethodDefinition Plain, MethodDefinition Woven)> OtherMethods => _pairs.Where(pair => !IsWoven(pair.Woven));

    /// <summary>Types of the woven assembly that the compiler did not make.</summary>
    public IEnumerable<TypeDefinition> AddedTypes => _woven.GetTypes().Where(type => _plain.GetType(type.FullName, runtimeName: false) is null);

    public static bool IsWoven(MethodDefinition method) => method.Body.Instructions.Any(IsEntry) || IsOnlyCounted(method) || HasCountedCalls(method);

    /// <summary>Whether it is a lambda that only computes, which has no activation.</summary>
    public static bool IsOnlyCounted(MethodDefinition method) => method.Body.Instructions.Any(instruction => IsProbe(instruction, "CountPart"));

    /// <summary>Whether it is a method that cannot allocate, whose calls have no activation.</summary>
    public static bool HasCountedCalls(MethodDefinition method) => method.Body.Instructions.Any(instruction => IsProbe(instruction, "CountCall") || IsProbe(instruction, "EnterRecursive"));

    public static bool IsEntry(Instruction instruction) =>
        IsProbe(instruction, "Enter") || IsProbe(instruction, "EnterLine") || IsProbe(instruction, "EnterPart") || IsProbe(instruction, "EnterSegment")
        || IsProbe(instruction, "EnterIterator") || IsProbe(instruction, "EnterDisposal") || IsProbe(instruction, "EnterFinally")
        || IsProbe(instruction, "EnterDelegate") || IsProbe(instruction, "EnterAsyncDelegate") || IsProbe(instruction, "EnterHanded") || IsProbe(instruction, "EnterHandedSegment");

    public static bool IsExit(Instruction instruction) =>
        IsProbe(instruction, "Exit") || IsProbe(instruction, "ExitPart") || IsProbe(instruction, "ExitIterator") || IsProbe(instruction, "ExitFinally");

    /// <summary>Whether a line begins here.</summary>
    public static bool IsLine(Instruction instruction) =>
        IsProbe(instruction, "Line") || IsProbe(instruction, "Point") || IsProbe(instruction, "CountLine") || IsProbe(instruction, "CountPoint") || IsProbe(instruction, "VisitLine");

    /// <summary>Whether it calls the profiler.</summary>
    public static bool IsProbe(Instruction instruction) =>
        instruction.Operand is MethodReference { DeclaringType.FullName: "MemoryProfiler.Probes.Probe" or "MemoryProfiler.Probes.CalledProbe" };

    public static bool IsProbe(Instruction instruction, string name) =>
        instruction.Operand is MethodReference { DeclaringType.FullName: "MemoryProfiler.Probes.Probe" or "MemoryProfiler.Probes.CalledProbe" } called && called.Name == name;

    public void Dispose()
    {
        _plain.Dispose();
        _woven.Dispose();
    }
}
