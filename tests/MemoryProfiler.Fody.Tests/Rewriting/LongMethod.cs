using MemoryProfiler.Benchmarks.Weaving;
using MemoryProfiler.Fody.Tests.Support;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Rewriting;

/// <summary>A profiled method of many lines <c>var p = new P(n, i); sum += p.Area();</c>, with a type <c>P</c> that the JIT need not put on the heap.</summary>
/// <param name="Plain">As a compiler would have made it.</param>
/// <param name="Woven">The same woven.</param>
sealed record LongMethod(Func<int, int> Plain, Func<int, int> Woven)
{
    /// <summary>Makes one.</summary>
    /// <param name="lines">How many lines it has.</param>
    /// <param name="decisions">How many more, at its end, <c>if (n == i) sum++;</c>.</param>
    public static LongMethod Of(int lines, int decisions = 0)
    {
        using var module = HandMade.Module(Constructs.WovenConstructs.Name(Build.Release), out var method);
        method.Name = $"Lines{lines}";
        // At once: what is compared is what the JIT makes of it in the end.
        method.ImplAttributes |= MethodImplAttributes.AggressiveOptimization | MethodImplAttributes.NoInlining;
        method.ReturnType = module.TypeSystem.Int32;
        method.Parameters.Add(new ParameterDefinition(module.TypeSystem.Int32));
        var (constructor, area) = SmallClass.AddTo(module);
        Write(method, constructor, area, lines, decisions);
        var folder = WovenFile.NewFolder($"Long{lines}-{decisions}");
        var plain = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "plain")).FullName, "Long.dll");
        var woven = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "woven")).FullName, "Long.dll");
        module.Write(plain);
        WovenFile.Weave(module);
        module.Write(woven);
        return new LongMethod(Load(plain, method.Name), Load(woven, method.Name));
    }

    /// <summary>Bytes of one call, once whatever happens once is past.</summary>
    public static long BytesOf(Func<int, int> method)
    {
        method(7);
        method(7);
        var before = GC.GetAllocatedBytesForCurrentThread();
        method(7);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    static Func<int, int> Load(string path, string name) =>
        OptimizedContext.Load(path).GetType("HandMade")!.GetMethod(name)!.CreateDelegate<Func<int, int>>();

    static void Write(MethodDefinition method, MethodDefinition constructor, MethodDefinition area, int lines, int decisions)
    {
        var il = method.Body.GetILProcessor();
        var sum = new VariableDefinition(method.Module.TypeSystem.Int32);
        method.Body.Variables.Add(sum);
        method.Body.InitLocals = true;
        var points = new List<int>();
        for (var line = 0; line < lines; line++)
        {
            var made = new VariableDefinition(constructor.DeclaringType);
            method.Body.Variables.Add(made);
            points.Add(method.Body.Instructions.Count);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, line);
            il.Emit(OpCodes.Newobj, constructor);
            il.Emit(OpCodes.Stloc, made);
            il.Emit(OpCodes.Ldloc, sum);
            il.Emit(OpCodes.Ldloc, made);
            il.Emit(OpCodes.Callvirt, area);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Stloc, sum);
        }
        for (var decision = 0; decision < decisions; decision++)
        {
            points.Add(method.Body.Instructions.Count);
            var next = Instruction.Create(OpCodes.Nop);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, decision);
            il.Emit(OpCodes.Bne_Un, next);
            il.Emit(OpCodes.Ldloc, sum);
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Stloc, sum);
            il.Append(next);
        }
        points.Add(method.Body.Instructions.Count);
        il.Emit(OpCodes.Ldloc, sum);
        il.Emit(OpCodes.Ret);
        HandMade.Points(method, [.. points]);
    }
}
