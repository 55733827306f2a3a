using Mono.Cecil;

namespace MemoryProfiler.Weaving.Runtime;

/// <summary>The probes there are in two forms, to be inlined and to be called.</summary>
/// <param name="type">The runtime's type that has them.</param>
/// <param name="module">The module that refers to it.</param>
sealed class LineProbes(TypeReference type, ModuleDefinition module)
{
    public MethodReference Enter { get; } = RuntimeReferences.Method(type, "Enter", module.TypeSystem.IntPtr, module.TypeSystem.Int32, module.TypeSystem.Int32);

    public MethodReference EnterLine { get; } = RuntimeReferences.Method(type, "EnterLine", module.TypeSystem.IntPtr, module.TypeSystem.Int32, module.TypeSystem.Int32, module.TypeSystem.Int32);

    public MethodReference EnterPart { get; } = RuntimeReferences.Method(type, "EnterPart", module.TypeSystem.IntPtr, module.TypeSystem.Int32, module.TypeSystem.Int32, module.TypeSystem.Int32);

    public MethodReference EnterUnguarded { get; } = RuntimeReferences.Method(type, "EnterUnguarded", module.TypeSystem.IntPtr, module.TypeSystem.Int32, module.TypeSystem.Int32, module.TypeSystem.UIntPtr);

    public MethodReference EnterDelegate { get; } = RuntimeReferences.Method(type, "EnterDelegate", module.TypeSystem.IntPtr, module.TypeSystem.Int32, module.TypeSystem.Int32, module.TypeSystem.Int32, module.TypeSystem.Int64, module.TypeSystem.Int64);

    public MethodReference EnterHanded { get; } = RuntimeReferences.Method(type, "EnterHanded", module.TypeSystem.IntPtr, module.TypeSystem.Int32, module.TypeSystem.Int32, module.TypeSystem.Int32);

    public MethodReference Line { get; } = RuntimeReferences.Method(type, "Line", module.TypeSystem.Void, module.TypeSystem.IntPtr, module.TypeSystem.Int32);

    public MethodReference Point { get; } = RuntimeReferences.Method(type, "Point", module.TypeSystem.Void, module.TypeSystem.IntPtr, module.TypeSystem.Int32, module.TypeSystem.Int32);

    public MethodReference CountLine { get; } = RuntimeReferences.Method(type, "CountLine", module.TypeSystem.Void, module.TypeSystem.IntPtr, module.TypeSystem.Int32);

    public MethodReference CountPoint { get; } = RuntimeReferences.Method(type, "CountPoint", module.TypeSystem.Void, module.TypeSystem.IntPtr, module.TypeSystem.Int32, module.TypeSystem.Int32);

    public MethodReference VisitLine { get; } = RuntimeReferences.Method(type, "VisitLine", module.TypeSystem.Void, module.TypeSystem.IntPtr, module.TypeSystem.Int32);
}
