using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Runtime;

/// <summary>
/// What woven code refers to: the probes, and a generated type that holds the number of the assembly's first method. The
/// probes are made by hand from the project's own reference to the runtime, which need not be resolved.
/// </summary>
sealed class RuntimeReferences
{
    const string Runtime = "MemoryProfiler";
    /// <summary>The type that is added to a woven module.</summary>
    public const string GeneratedType = "<MemoryProfiler>";

    readonly ModuleDefinition _module;
    readonly TypeReference _probe;
    readonly TypeReference _limitProbe;

    public RuntimeReferences(ModuleDefinition module)
    {
        _module = module;
        IsOptimized = !JitOptimization.IsDisabled(module);
        var scope = module.AssemblyReferences.FirstOrDefault(reference => reference.Name == Runtime) ?? AddReference(module);
        _probe = new TypeReference("MemoryProfiler.Probes", "Probe", module, scope);
        var asyncProbe = new TypeReference("MemoryProfiler.Probes", "AsyncProbe", module, scope);
        _limitProbe = new TypeReference("MemoryProfiler.Assertions.Limits", "LimitProbe", module, scope);
        Exception = new TypeReference("System", "Exception", module, module.TypeSystem.CoreLibrary);
        var (none, word, number, flag) = (module.TypeSystem.Void, module.TypeSystem.IntPtr, module.TypeSystem.Int32, module.TypeSystem.Boolean);
        var call = new ByReferenceType(module.TypeSystem.Int64);
        Inlined = new LineProbes(_probe, module);
        Called = new LineProbes(new TypeReference("MemoryProfiler.Probes", "CalledProbe", module, scope), module);
        EnterSegment = Method("EnterSegment", word, number, number, number, flag, call);
        EnterIterator = Method("EnterIterator", word, number, number, number, flag, call);
        EnterDisposal = Method("EnterDisposal", word, number, number, flag, call);
        EnterFinally = Method("EnterFinally", word, number, number, number);
        EnterAsyncDelegate = Method("EnterAsyncDelegate", word, number, number, number, module.TypeSystem.Int64, module.TypeSystem.Int64, call);
        EnterHandedSegment = Method("EnterHandedSegment", word, number, number, number, call);
        Share = Method("Share", module.TypeSystem.Int64, word, number);
        HandOut = Method("HandOut", none, word, number);
        CountPart = Method("CountPart", none, number, number, number, number);
        CountCall = Method("CountCall", word, number, number);
        EnterRecursive = Method("EnterRecursive", word, number, number);
        CountersOf = Method("CountersOf", word, word);
        ExitRecursive = Method("ExitRecursive", none, word);
        CallClock = Method("CallClock", module.TypeSystem.Int64);
        Fail = Method("Fail", none, number, number, number, module.TypeSystem.Int64);
        CountVisit = Method("CountVisit", none, word, number);
        Exit = Method("Exit", none, word);
        ExitPart = Method("ExitPart", none, word);
        Suspend = Method("Suspend", none, word, call, number);
        Complete = Method("Complete", word, word);
        Yield = Method("Yield", word, word, call);
        ExitIterator = Method("ExitIterator", none, word, call, flag);
        ExitFinally = Method("ExitFinally", none, word);
        TakeOut = Method("TakeOut", none, number);
        EnterCall = Method(asyncProbe, "Enter", module.TypeSystem.Int64, number, number, number, flag, number);
        EnterDelegateCall = Method(asyncProbe, "EnterDelegate", module.TypeSystem.Int64, number, number, number, module.TypeSystem.Int64, module.TypeSystem.Int64, number);
        EnterHandedCall = Method(asyncProbe, "EnterHanded", module.TypeSystem.Int64, number, number, number, number);
        Begin = Method(asyncProbe, "Begin", word, module.TypeSystem.Int64);
        Resume = Method(asyncProbe, "Resume", word, module.TypeSystem.Int64);
        ExitCall = Method(asyncProbe, "Exit", none, module.TypeSystem.Int64);
        CheckLimitBefore = Method(_limitProbe, "CheckBefore", none, module.TypeSystem.Int64, module.TypeSystem.Int64);
        CheckLimit = Method(_limitProbe, "Check", none, word, module.TypeSystem.Int64);
        CheckLimitOfIterator = Method(_limitProbe, "CheckIterator", none, word, call, flag, module.TypeSystem.Int64);
        CheckLimitOfCall = Method(_limitProbe, "CheckCall", Exception, word, module.TypeSystem.Int64);
        CheckLimitIfAwaited = Method(_limitProbe, "CheckAwaited", Exception, word, module.TypeSystem.Int64);
        CheckLimitOfCompleted = Method(_limitProbe, "CheckCompleted", Exception, word, module.TypeSystem.Int64);
        FirstMethod = new FieldDefinition(
            "FirstMethod", FieldAttributes.Assembly | FieldAttributes.Static | FieldAttributes.InitOnly, module.TypeSystem.Int32);
    }

    /// <summary>Whether the JIT may optimise the module's code.</summary>
    public bool IsOptimized { get; }

    /// <summary>The probes that the JIT inlines.</summary>
    public LineProbes Inlined { get; }

    /// <summary>The same for methods in which there is no room for that.</summary>
    public LineProbes Called { get; }

    public MethodReference EnterSegment { get; }

    public MethodReference EnterIterator { get; }

    public MethodReference EnterDisposal { get; }

    public MethodReference EnterFinally { get; }

    public MethodReference EnterAsyncDelegate { get; }

    public MethodReference EnterHandedSegment { get; }

    public MethodReference Share { get; }

    public MethodReference HandOut { get; }

    public MethodReference CountPart { get; }

    public MethodReference CountCall { get; }

    public MethodReference EnterRecursive { get; }

    public MethodReference CountersOf { get; }

    public MethodReference ExitRecursive { get; }

    public MethodReference CallClock { get; }

    public MethodReference Fail { get; }

    public MethodReference CountVisit { get; }

    public MethodReference Exit { get; }

    public MethodReference ExitPart { get; }

    public MethodReference Suspend { get; }

    /// <summary>What goes behind a call of a builder that may make an object.</summary>
    public MethodReference Suspended(TypeReference builder, TypeReference machine) =>
        Generic("Suspended", [builder, machine], parameters => [_module.TypeSystem.IntPtr, new ByReferenceType(parameters[0])]);

    /// <summary>What goes behind an object that holds a state machine, in a profiled builder.</summary>
    public MethodReference Boxed(TypeReference machine) => Generic("Boxed", [machine], _ => [_module.TypeSystem.Object]);

    /// <summary>What goes behind the call of another builder, in a profiled one.</summary>
    public MethodReference BoxedIn(TypeReference builder, TypeReference machine) =>
        Generic("BoxedIn", [builder, machine], parameters => [new ByReferenceType(parameters[0])]);

    /// <summary>Makes what stands for an awaiter.</summary>
    /// <param name="awaiter">The awaiter's type, a struct.</param>
    /// <param name="isCritical">Whether it is awaited without the execution context.</param>
    public MethodReference Watched(TypeReference awaiter, bool isCritical)
    {
        var type = new TypeReference("MemoryProfiler.Probes", isCritical ? "WatchedAwaiter`1" : "WatchedNotifier`1", _module, _probe.Scope, valueType: true);
        type.GenericParameters.Add(new GenericParameter(type));
        var instance = new GenericInstanceType(type);
        instance.GenericArguments.Add(awaiter);
        return new MethodReference(".ctor", _module.TypeSystem.Void, instance) { HasThis = true, Parameters = { new ParameterDefinition(type.GenericParameters[0]) } };
    }

    public MethodReference Complete { get; }

    public MethodReference Yield { get; }

    public MethodReference ExitIterator { get; }

    public MethodReference ExitFinally { get; }

    public MethodReference TakeOut { get; }

    public MethodReference EnterCall { get; }

    public MethodReference EnterDelegateCall { get; }

    public MethodReference EnterHandedCall { get; }

    public MethodReference Begin { get; }

    public MethodReference Resume { get; }

    public MethodReference ExitCall { get; }

    public MethodReference CheckLimitBefore { get; }

    public MethodReference CheckLimit { get; }

    public MethodReference CheckLimitOfIterator { get; }

    public MethodReference CheckLimitOfCall { get; }

    public MethodReference CheckLimitIfAwaited { get; }

    public MethodReference CheckLimitOfCompleted { get; }

    /// <summary>The type of what an async call over its limit fails with.</summary>
    public TypeReference Exception { get; }

    /// <summary>The process-wide id of the assembly's first method, folded by the JIT once registered.</summary>
    public FieldDefinition FirstMethod { get; }

    /// <summary>Adds the generated type, and its use to the module initializer, so that the assembly registers when it loads.</summary>
    /// <param name="methodCount">How many methods the map has.</param>
    /// <param name="breakLimits">Of those that set a limit of the working set, the index and the bytes.</param>
    public void AddRegistration(int methodCount, IReadOnlyList<(int Index, long Bytes)> breakLimits)
    {
        var type = new TypeDefinition("", GeneratedType,
            TypeAttributes.NotPublic | TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit,
            _module.TypeSystem.Object);
        // Test suites look for types with static constructors: what nobody wrote says so.
        type.CustomAttributes.Add(new CustomAttribute(CompilerGenerated()));
        type.Fields.Add(FirstMethod);
        type.Methods.Add(StaticConstructor(type, methodCount, breakLimits));
        var reach = Reach();
        var load = Load(reach);
        type.Methods.Add(reach);
        type.Methods.Add(load);
        _module.Types.Add(type);
        CallFromModuleInitializer(load);
    }

    // The compiler drops the reference where the source uses nothing of it. The package depends on the runtime of its own version.
    static AssemblyNameReference AddReference(ModuleDefinition module)
    {
        var reference = new AssemblyNameReference(Runtime, typeof(RuntimeReferences).Assembly.GetName().Version);
        module.AssemblyReferences.Add(reference);
        return reference;
    }

    MethodDefinition StaticConstructor(TypeDefinition type, int methodCount, IReadOnlyList<(int Index, long Bytes)> breakLimits)
    {
        var constructor = NewStaticConstructor();
        var handle = new TypeReference("System", "RuntimeTypeHandle", _module, _module.TypeSystem.CoreLibrary, valueType: true);
        var register = Method("Register", _module.TypeSystem.Int32, handle, _module.TypeSystem.Int32);
        var il = constructor.Body.GetILProcessor();
        il.Emit(OpCodes.Ldtoken, type);
        il.Emit(OpCodes.Ldc_I4, methodCount);
        il.Emit(OpCodes.Call, register);
        il.Emit(OpCodes.Stsfld, FirstMethod);
        var breakAbove = Method("BreakAbove", _module.TypeSystem.Void, _module.TypeSystem.Int32, _module.TypeSystem.Int64);
        foreach (var (index, bytes) in breakLimits)
        {
            il.Emit(OpCodes.Ldsfld, FirstMethod);
            il.Emit(OpCodes.Ldc_I4, index);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Ldc_I8, bytes);
            il.Emit(OpCodes.Call, breakAbove);
        }
        il.Emit(OpCodes.Ret);
        return constructor;
    }

    // At its end, and by a method of its own: another weaver may have the initializer's beginning load the assemblies that
    // it has put into this one, and until then the runtime must not look for MemoryProfiler.dll.
    void CallFromModuleInitializer(MethodDefinition load)
    {
        var holder = _module.Types.First(type => type.Name == "<Module>");
        var initializer = holder.Methods.FirstOrDefault(method => method is { IsConstructor: true, IsStatic: true });
        if (initializer is null)
        {
            initializer = NewStaticConstructor();
            initializer.Body.GetILProcessor().Emit(OpCodes.Ret);
            holder.Methods.Add(initializer);
        }
        var il = initializer.Body.GetILProcessor();
        foreach (var end in initializer.Body.Instructions.Where(instruction => instruction.OpCode == OpCodes.Ret).ToList())
        {
            // The instruction stays the same object: branches refer to it.
            end.OpCode = OpCodes.Call;
            end.Operand = load;
            il.InsertAfter(end, il.Create(OpCodes.Ret));
        }
    }

    /// <summary>Registers the assembly if the runtime can be loaded by now; if not, its first profiled method does.</summary>
    MethodDefinition Load(MethodDefinition reach)
    {
        var load = NewStaticMethod("Load");
        var il = load.Body.GetILProcessor();
        var register = il.Create(OpCodes.Ldsfld, FirstMethod);
        var end = il.Create(OpCodes.Ret);
        var reached = il.Create(OpCodes.Call, reach);
        var failed = il.Create(OpCodes.Pop);
        il.Append(reached);
        il.Emit(OpCodes.Leave, register);
        il.Append(failed);
        il.Emit(OpCodes.Leave, end);
        il.Append(register);
        il.Emit(OpCodes.Pop);
        il.Append(end);
        load.Body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Catch)
        {
            TryStart = reached,
            TryEnd = failed,
            HandlerStart = failed,
            HandlerEnd = register,
            CatchType = Exception,
        });
        return load;
    }

    // The runtime is looked for where a method that names it is compiled: not in the one that is ready to fail.
    MethodDefinition Reach()
    {
        var reach = NewStaticMethod("Reach");
        var il = reach.Body.GetILProcessor();
        il.Emit(OpCodes.Ldtoken, _probe);
        il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ret);
        return reach;
    }

    MethodDefinition NewStaticMethod(string name) => new(
        name, MethodAttributes.Assembly | MethodAttributes.Static | MethodAttributes.HideBySig, _module.TypeSystem.Void)
    {
        NoInlining = true,
    };

    MethodDefinition NewStaticConstructor() => new(
        ".cctor",
        MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName,
        _module.TypeSystem.Void);

    MethodReference CompilerGenerated()
    {
        var attribute = new TypeReference("System.Runtime.CompilerServices", "CompilerGeneratedAttribute", _module, _module.TypeSystem.CoreLibrary);
        return new MethodReference(".ctor", _module.TypeSystem.Void, attribute) { HasThis = true };
    }

    MethodReference Method(string name, TypeReference returns, params TypeReference[] parameters) => Method(_probe, name, returns, parameters);

    GenericInstanceMethod Generic(string name, TypeReference[] arguments, Func<IList<GenericParameter>, TypeReference[]> parameters)
    {
        var method = new MethodReference(name, _module.TypeSystem.Void, _probe);
        foreach (var _ in arguments)
            method.GenericParameters.Add(new GenericParameter(method));
        foreach (var parameter in parameters(method.GenericParameters))
            method.Parameters.Add(new ParameterDefinition(parameter));
        var instance = new GenericInstanceMethod(method);
        foreach (var argument in arguments)
            instance.GenericArguments.Add(argument);
        return instance;
    }

    internal static MethodReference Method(TypeReference type, string name, TypeReference returns, params TypeReference[] parameters)
    {
        var method = new MethodReference(name, returns, type);
        foreach (var parameter in parameters)
            method.Parameters.Add(new ParameterDefinition(parameter));
        return method;
    }
}
