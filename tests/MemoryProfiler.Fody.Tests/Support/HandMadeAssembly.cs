using MemoryProfiler.Methods;
using Mono.Cecil;
using Mono.Cecil.Cil;
using MemoryProfiler.Weaving;

namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>An assembly written instruction by instruction, for what no compiler at hand would make.</summary>
sealed class HandMadeAssembly
{
    static int _count;

    public HandMadeAssembly()
    {
        Module = ModuleDefinition.CreateModule($"HandMade{Interlocked.Increment(ref _count)}", ModuleKind.Dll);
        Type = new TypeDefinition("", "Code", TypeAttributes.Public | TypeAttributes.Class, Module.TypeSystem.Object);
        Module.Types.Add(Type);
    }

    public ModuleDefinition Module { get; }

    public TypeDefinition Type { get; }

    public TypeReference Int => Module.TypeSystem.Int32;

    public TypeReference Void => Module.TypeSystem.Void;

    public TypeReference Import<T>() => Module.ImportReference(typeof(T));

    public MethodReference Import<T>(string name, params System.Type[] parameters) => Module.ImportReference(typeof(T).GetMethod(name, parameters));

    public MethodReference Constructor<T>(params System.Type[] parameters) => Module.ImportReference(typeof(T).GetConstructor(parameters));

    /// <summary>Adds a static method.</summary>
    public ILProcessor Method(string name, TypeReference returns, params TypeReference[] parameters)
    {
        var method = new MethodDefinition(name, MethodAttributes.Public | MethodAttributes.Static, returns);
        foreach (var parameter in parameters)
            method.Parameters.Add(new ParameterDefinition(parameter));
        Type.Methods.Add(method);
        return method.Body.GetILProcessor();
    }

    /// <summary>Adds a handler; bounds are first instructions, null is the method's end.</summary>
    public static void Handle(ILProcessor il, ExceptionHandlerType kind, Instruction tryStart, Instruction handlerStart, Instruction? handlerEnd, Instruction? filter = null, TypeReference? caught = null) =>
        il.Body.ExceptionHandlers.Add(new ExceptionHandler(kind)
        {
            TryStart = tryStart,
            TryEnd = filter ?? handlerStart,
            FilterStart = filter,
            HandlerStart = handlerStart,
            HandlerEnd = handlerEnd,
            CatchType = caught,
        });

    /// <summary>Writes and reads it, weaves every method, loads it.</summary>
    public WovenAssembly Weave()
    {
        using var written = new MemoryStream();
        Module.Write(written);
        written.Position = 0;
        using var read = ModuleDefinition.ReadModule(written);
        var result = new AssemblyWeaver(read, new WeavingOptions { AllMethods = true }).Weave();
        var image = new MemoryStream();
        read.Write(image);
        return new WovenAssembly(image.ToArray(), result);
    }
}
