using MemoryProfiler.Weaving.Runtime;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace MemoryProfiler.Weaving.Bodies;

/// <summary>
/// The type the compiler makes of an async method or iterator. It gets a field of 8 bytes for the logical call. What that
/// adds to the objects allocated is taken out again.
/// </summary>
sealed class StateMachine
{
    /// <summary>By how much the field makes a state machine bigger: always its size, as it needs no padding.</summary>
    public const int FieldBytes = 8;

    /// <summary>Stands for bytes that depend on what a builder does.</summary>
    public const int ToldByBuilder = -1;

    /// <summary>Where C# keeps the state.</summary>
    public const string StateField = "<>1__state";

    const string FieldName = "<>logicalCall";
    const string DisposeModeField = "<>w__disposeMode";
    const string Services = "System.Runtime.CompilerServices";

    readonly MethodDefinition _kickoff;
    readonly TypeDefinition _type;
    FieldReference? _field;

    StateMachine(MethodDefinition kickoff, TypeDefinition type, MethodDefinition moveNext, BodyKind kind)
    {
        _kickoff = kickoff;
        _type = type;
        MoveNext = moveNext;
        Kind = kind;
        Dispose = kind == BodyKind.Iterator ? DisposeOf(type) : null;
    }

    /// <summary>The method as others call it.</summary>
    public MethodDefinition Kickoff => _kickoff;

    /// <summary>The method that has the body as written.</summary>
    public MethodDefinition MoveNext { get; }

    public BodyKind Kind { get; }

    /// <summary>
    /// What leaves an iterator before its end. It is null where that resumes it, as in Visual Basic, and where there is
    /// no such thing.
    /// </summary>
    public MethodDefinition? Dispose { get; }

    /// <summary>
    /// The bytes that the field adds to what an await allocates when it first suspends: the box of a struct.
    /// <see cref="ToldByBuilder"/> where only the run tells, as a builder may take the box from a pool or make none.
    /// </summary>
    public int BytesOfFirstSuspension => !_type.IsValueType ? 0 : IsBoxedByRuntime ? FieldBytes : ToldByBuilder;

    /// <summary>The state machine's own type as its code names it.</summary>
    public TypeReference Type => _type.HasGenericParameters ? _type.MakeGenericInstanceType([.. _type.GenericParameters]) : _type;

    /// <summary>The field that says of an async iterator whether it is resumed to be disposed; null for others.</summary>
    public FieldReference? DisposeMode => _type.Fields.FirstOrDefault(member => member.Name == DisposeModeField) is { } mode ? Reference(mode) : null;

    /// <summary>What the starter makes the builder with.</summary>
    /// <param name="builder">The builder's type.</param>
    public MethodReference? CreateBuilder(string builder) => _kickoff.Body.Instructions.Select(i => i.Operand).OfType<MethodReference>()
        .FirstOrDefault(called => called.Name == "Create" && called.DeclaringType.GetElementType().FullName == builder);

    bool IsBoxedByRuntime => _type.Fields.Any(member => member.FieldType.Namespace == Services
        && member.FieldType.GetElementType() is { Name: "AsyncTaskMethodBuilder" or "AsyncTaskMethodBuilder`1" or "AsyncValueTaskMethodBuilder" or "AsyncValueTaskMethodBuilder`1" or "AsyncVoidMethodBuilder" } builder
        && builder.Scope != _type.Module);

    /// <summary>The state machine behind a method; null if it has none.</summary>
    public static StateMachine? Of(MethodDefinition kickoff)
    {
        foreach (var attribute in kickoff.CustomAttributes)
        {
            if (attribute.AttributeType.Namespace != Services || KindOf(attribute.AttributeType.Name) is not { } kind)
                continue;
            var type = (attribute.ConstructorArguments.FirstOrDefault().Value as TypeReference)?.Resolve();
            var moveNext = type?.Methods.FirstOrDefault(method => method.Name == "MoveNext" && method.HasBody);
            return moveNext is null ? null : new StateMachine(kickoff, type!, moveNext, kind);
        }
        return null;
    }

    /// <summary>Adds the field, unless it is there, and takes its bytes out where an object of the type is made.</summary>
    public FieldReference AddField(RuntimeReferences runtime) => _field ??= NewField(runtime);

    FieldReference NewField(RuntimeReferences runtime)
    {
        var field = new FieldDefinition(FieldName, FieldAttributes.Public, _type.Module.TypeSystem.Int64);
        _type.Fields.Add(field);
        // A kickoff that skips the initialization of its locals would leave the field undefined.
        _kickoff.Body.InitLocals = true;
        foreach (var method in _type.Methods.Append(_kickoff).Where(method => method.HasBody && method != MoveNext))
            TakeOutAfterNew(method, runtime);
        var reference = Reference(field);
        foreach (var method in _type.Methods.Where(method => method.HasBody && IsGetEnumerator(method)))
            ResetWhereReused(method, reference);
        return reference;
    }

    FieldReference Reference(FieldDefinition field) => _type.HasGenericParameters ? new FieldReference(field.Name, field.FieldType, Type) : field;

    static MethodDefinition? DisposeOf(TypeDefinition type) => type.Methods.FirstOrDefault(method => method.HasBody
        && method.Overrides.Any(overridden => overridden.Name == "Dispose" && overridden.DeclaringType.FullName == "System.IDisposable")
        && !method.Body.Instructions.Any(i => i.Operand is MethodReference { Name: "MoveNext" }));

    /// <summary>
    /// An iterator that is enumerated once more is the same object. Its call is another, and what the field points to is
    /// gone.
    /// </summary>
    static void ResetWhereReused(MethodDefinition method, FieldReference field)
    {
        var il = method.Body.GetILProcessor();
        var reuses = method.Body.Instructions
            .Where(i => i.OpCode == OpCodes.Stfld && ((FieldReference)i.Operand).Name == StateField)
            .ToList();
        method.Body.SimplifyMacros();
        foreach (var reuse in reuses)
        {
            il.InsertAfter(reuse, il.Create(OpCodes.Stfld, field));
            il.InsertAfter(reuse, il.Create(OpCodes.Ldc_I8, 0L));
            il.InsertAfter(reuse, il.Create(OpCodes.Ldarg, method.Body.ThisParameter));
        }
        method.Body.OptimizeMacros();
    }

    static bool IsGetEnumerator(MethodDefinition method) =>
        method.Name.EndsWith(".GetEnumerator", StringComparison.Ordinal) || method.Name.EndsWith(".GetAsyncEnumerator", StringComparison.Ordinal);

    void TakeOutAfterNew(MethodDefinition method, RuntimeReferences runtime)
    {
        var news = method.Body.Instructions
            .Where(i => i.OpCode == OpCodes.Newobj && ((MethodReference)i.Operand).DeclaringType.GetElementType() == _type)
            .ToList();
        if (news.Count == 0)
            return;
        method.Body.SimplifyMacros();
        var il = method.Body.GetILProcessor();
        foreach (var made in news)
        {
            var call = il.Create(OpCodes.Call, runtime.TakeOut);
            il.InsertAfter(made, call);
            il.InsertAfter(made, il.Create(OpCodes.Ldc_I4, FieldBytes));
        }
        method.Body.OptimizeMacros();
    }

    static BodyKind? KindOf(string attribute) => attribute switch
    {
        "AsyncStateMachineAttribute" => BodyKind.Async,
        "IteratorStateMachineAttribute" => BodyKind.Iterator,
        "AsyncIteratorStateMachineAttribute" => BodyKind.AsyncIterator,
        _ => null,
    };
}
