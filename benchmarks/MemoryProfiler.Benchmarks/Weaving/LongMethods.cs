using System.Reflection;
using System.Runtime.Loader;
using MemoryProfiler.Weaving;
using Mono.Cecil;
using Mono.Cecil.Cil;
using MethodAttributes = Mono.Cecil.MethodAttributes;
using TypeAttributes = Mono.Cecil.TypeAttributes;

namespace MemoryProfiler.Benchmarks.Weaving;

/// <summary>
/// Methods of many lines <c>var p = new P(n, i); sum += p.Area();</c>, as the compiler makes them of such source. The JIT
/// inlines constructor and <c>Area</c>, and then the object need not be on the heap.
/// </summary>
sealed class LongMethods : AssemblyLoadContext
{
    const string Type = "Long";

    readonly Assembly _assembly;

    LongMethods(ModuleDefinition module)
    {
        using var file = new MemoryStream();
        module.Write(file);
        file.Position = 0;
        _assembly = LoadFromStream(file);
    }

    /// <summary>Makes and loads them, unwoven and profiled.</summary>
    /// <param name="model">An optimised assembly with symbols that refers to the profiler; they are made in a copy of it.</param>
    /// <param name="lines">How many lines each has.</param>
    public static (LongMethods Plain, LongMethods Woven) Make(string model, IEnumerable<int> lines)
    {
        using var module = ModuleDefinition.ReadModule(model, new ReaderParameters { ReadSymbols = true, InMemory = true });
        // What is marked in it is measured elsewhere.
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods))
            method.CustomAttributes.Clear();
        Add(module, lines);
        var plain = new LongMethods(module);
        new AssemblyWeaver(module, new WeavingOptions { EmbedSource = false }).Weave();
        return (plain, new LongMethods(module));
    }

    /// <summary>The one of so many lines.</summary>
    public Action Of(int lines)
    {
        var method = _assembly.GetType(Type)!.GetMethod(NameOf(lines))!.CreateDelegate<Func<int, int>>();
        return () => method(7);
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) => null;

    static string NameOf(int lines) => Invariant($"Lines{lines}");

    static void Add(ModuleDefinition module, IEnumerable<int> lines)
    {
        var (constructor, area) = SmallClass.AddTo(module);
        var type = new TypeDefinition("", Type, TypeAttributes.Public | TypeAttributes.Class, module.TypeSystem.Object);
        module.Types.Add(type);
        var mark = new TypeReference("MemoryProfiler", nameof(ProfileAttribute), module, module.AssemblyReferences.Single(reference => reference.Name == "MemoryProfiler"));
        foreach (var count in lines)
        {
            var method = new MethodDefinition(NameOf(count), MethodAttributes.Public | MethodAttributes.Static, module.TypeSystem.Int32);
            method.CustomAttributes.Add(new CustomAttribute(new MethodReference(".ctor", module.TypeSystem.Void, mark) { HasThis = true }));
            method.Parameters.Add(new ParameterDefinition(module.TypeSystem.Int32));
            type.Methods.Add(method);
            Write(method, constructor, area, count);
        }
    }

    static void Write(MethodDefinition method, MethodDefinition constructor, MethodDefinition area, int lines)
    {
        var body = method.Body;
        var il = body.GetILProcessor();
        var document = new Document("Long.cs");
        var sum = new VariableDefinition(method.Module.TypeSystem.Int32);
        body.Variables.Add(sum);
        body.InitLocals = true;
        for (var line = 0; line < lines; line++)
        {
            var made = new VariableDefinition(constructor.DeclaringType);
            body.Variables.Add(made);
            var first = il.Create(OpCodes.Ldarg_0);
            il.Append(first);
            il.Emit(OpCodes.Ldc_I4, line);
            il.Emit(OpCodes.Newobj, constructor);
            il.Emit(OpCodes.Stloc, made);
            il.Emit(OpCodes.Ldloc, sum);
            il.Emit(OpCodes.Ldloc, made);
            il.Emit(OpCodes.Callvirt, area);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Stloc, sum);
            AddPoint(first, line + 1);
        }
        var end = il.Create(OpCodes.Ldloc, sum);
        il.Append(end);
        il.Emit(OpCodes.Ret);
        AddPoint(end, lines + 1);

        void AddPoint(Instruction at, int line) => method.DebugInformation.SequencePoints.Add(
            new SequencePoint(at, document) { StartLine = line, EndLine = line, StartColumn = 1, EndColumn = 5 });
    }
}
