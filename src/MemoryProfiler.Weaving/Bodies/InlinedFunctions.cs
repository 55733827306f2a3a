using Mono.Cecil;

namespace MemoryProfiler.Weaving.Bodies;

/// <summary>
/// Tells functions that the F# compiler has put into their callers. It does so in an optimised build with what is small,
/// and then nothing calls the function itself any more.
/// </summary>
/// <param name="module">The module, with its calls as they were compiled.</param>
sealed class InlinedFunctions(ModuleDefinition module)
{
    // Of what the compiler inlines hardly anything is longer; what is longer and nobody calls is most likely called from elsewhere.
    const int MostInstructions = 16;
    const int DisableOptimizations = 0x100;

    readonly Lazy<bool> _isOptimizedFSharp = new(() => module.AssemblyReferences.Any(reference => reference.Name == "FSharp.Core") && IsOptimized(module));
    readonly Lazy<HashSet<MethodDefinition>> _called = new(() => Called(module));

    /// <summary>Whether calls of a method are most likely gone.</summary>
    public bool Has(MethodDefinition method) =>
        _isOptimizedFSharp.Value
        && !method.NoInlining && !method.IsVirtual && !method.IsConstructor && method != module.EntryPoint
        && method.Body.Instructions.Count <= MostInstructions
        && method.CustomAttributes.All(IsOfCompilerOrProfiler)
        && !_called.Value.Contains(method);

    /// <summary>The sentence on such functions, with the mend.</summary>
    public static string Message(IReadOnlyList<string> names)
    {
        var (are, their, they, them) = names.Count == 1 ? ("is", "its", "it is", "it") : ("are", "their", "they are", "them");
        return $"{string.Join(", ", names)} {are} put into {their} callers by the F# compiler, as {they} small: calls of {them} are not recorded, and no limit of {them} is checked. Add [<MethodImpl(MethodImplOptions.NoInlining)>].";
    }

    // A test or a route is called by whoever looks for its attribute.
    static bool IsOfCompilerOrProfiler(CustomAttribute attribute) =>
        attribute.AttributeType.Namespace is "MemoryProfiler" or "Microsoft.FSharp.Core" or "System.Runtime.CompilerServices" or "System.Diagnostics";

    static bool IsOptimized(ModuleDefinition module)
    {
        var debuggable = module.Assembly?.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.FullName == "System.Diagnostics.DebuggableAttribute");
        return debuggable?.ConstructorArguments switch
        {
            { Count: 1 } modes => ((int)modes[0].Value & DisableOptimizations) == 0,
            { Count: 2 } flags => flags[1].Value is false,
            _ => true,
        };
    }

    static HashSet<MethodDefinition> Called(ModuleDefinition module)
    {
        var called = new HashSet<MethodDefinition>();
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            foreach (var instruction in method.Body.Instructions)
            {
                if (instruction.Operand is MethodReference { DeclaringType: not ArrayType } reference && reference.DeclaringType.Scope == module && reference.Resolve() is { } target && target != method)
                    called.Add(target);
            }
        }
        return called;
    }
}
