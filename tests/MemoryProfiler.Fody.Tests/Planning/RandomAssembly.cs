using System.Diagnostics;
using System.Runtime.Loader;
using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Methods.Maps;
using MemoryProfiler.Weaving;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Planning;

/// <summary>An assembly of random methods that call one another, the same for the same seed, woven in one of the two ways.</summary>
sealed class RandomAssembly
{
    /// <summary>How many programs one has.</summary>
    public const int Methods = 50;

    /// <summary>How many methods it has besides that allocate nothing but exceptions, and call one another.</summary>
    public const int SmallMethods = 20;

    // Of methods that call one another, or the last would run for ever.
    const int GroupSize = 5;
    const int CallsOfEach = 4;
    const int Fuel = 40;

    readonly int _seed;
    readonly byte[] _image;

    RandomAssembly(int seed, byte[] image, WeavingResult result)
    {
        _seed = seed;
        _image = image;
        Result = result;
    }

    public WeavingResult Result { get; }

    /// <summary>How many points are counted by others.</summary>
    public int SumCount { get; private init; }

    /// <summary>How many methods have no activation.</summary>
    public int CountedMethods { get; private init; }

    /// <summary>Makes and weaves one.</summary>
    public static RandomAssembly Of(int seed, bool readEveryLine)
    {
        using var module = Write(seed);
        var result = new AssemblyWeaver(module, new WeavingOptions { ReadEveryLine = readEveryLine }).Weave();
        using var image = new MemoryStream();
        module.Write(image);
        using var map = module.Resources.OfType<EmbeddedResource>().Single().GetResourceStream();
        var methods = MethodMap.Read(map).Methods;
        return new RandomAssembly(seed, image.ToArray(), result)
        {
            SumCount = methods.Sum(method => method.DerivedCounts.Length),
            CountedMethods = methods.Count(method => method.IsOnlyCounted),
        };
    }

    /// <summary>Loads it anew, so that no method of it has run.</summary>
    public IReadOnlyList<Func<int, int, Cell, int>> Load()
    {
        using var image = new MemoryStream(_image);
        var type = new AssemblyLoadContext(TypeName(_seed)).LoadFromStream(image).GetType(TypeName(_seed), throwOnError: true)!;
        return [.. Enumerable.Range(0, Methods).Select(i => type.GetMethod("M" + i)!.CreateDelegate<Func<int, int, Cell, int>>())];
    }

    /// <summary>Calls every method a few times; answers what they computed.</summary>
    public static string Run(IReadOnlyList<Func<int, int, Cell, int>> methods)
    {
        var cell = new Cell();
        var results = new int[methods.Count * CallsOfEach];
        for (var i = 0; i < results.Length; i++)
        {
            try
            {
                results[i] = methods[i % methods.Count](i * 7919, Fuel, cell);
            }
            catch (Exception e)
            {
                results[i] = e.HResult;
            }
        }
        return string.Join(' ', results);
    }

    static ModuleDefinition Write(int seed)
    {
        var random = new Random(seed);
        var module = ModuleDefinition.CreateModule($"Random{seed}", ModuleKind.Dll);
        if (random.Next(2) == 0)
            DisableOptimization(module);
        var type = new TypeDefinition("", TypeName(seed), TypeAttributes.Public | TypeAttributes.Class, module.TypeSystem.Object);
        module.Types.Add(type);
        var @static = Static(module);
        List<MethodDefinition> small = [];
        for (var i = 0; i < SmallMethods; i++)
        {
            // Some of them are not profiled.
            var method = Method("S" + i, isProfiled: random.Next(5) != 0);
            // What is inlined is no frame of its own: a stack trace that it is in takes less.
            method.NoInlining = true;
            RandomSmallBody.Write(method, [.. small], random);
            small.Add(method);
        }
        var recursive = Method("Recursive", isProfiled: true);
        RandomSmallBody.WriteRecursion(recursive);
        small.Add(recursive);
        List<MethodDefinition> methods = [];
        for (var i = 0; i < Methods; i++)
        {
            List<MethodDefinition> callees = [.. methods.TakeLast(i % GroupSize), .. small.OrderBy(_ => random.Next()).Take(2)];
            var method = Method("M" + i, isProfiled: true);
            RandomBody.Write(method, callees, @static, random);
            methods.Add(method);
        }
        return module;

        MethodDefinition Method(string name, bool isProfiled)
        {
            var method = new MethodDefinition(name, MethodAttributes.Public | MethodAttributes.Static, module.TypeSystem.Int32);
            method.Parameters.Add(new ParameterDefinition("seed", 0, module.TypeSystem.Int32));
            method.Parameters.Add(new ParameterDefinition("fuel", 0, module.TypeSystem.Int32));
            method.Parameters.Add(new ParameterDefinition("cell", 0, module.ImportReference(typeof(Cell))));
            if (isProfiled)
                method.CustomAttributes.Add(new CustomAttribute(module.ImportReference(typeof(ProfileAttribute).GetConstructor([]))));
            type.Methods.Add(method);
            return method;
        }
    }

    static void DisableOptimization(ModuleDefinition module)
    {
        const DebuggableAttribute.DebuggingModes Modes = DebuggableAttribute.DebuggingModes.DisableOptimizations;
        var attribute = new CustomAttribute(module.ImportReference(typeof(DebuggableAttribute).GetConstructor([typeof(DebuggableAttribute.DebuggingModes)])));
        attribute.ConstructorArguments.Add(new CustomAttributeArgument(module.ImportReference(Modes.GetType()), (int)Modes));
        module.Assembly.CustomAttributes.Add(attribute);
    }

    /// <summary>A type whose static constructor allocates when the field is first used.</summary>
    static FieldDefinition Static(ModuleDefinition module)
    {
        var type = new TypeDefinition("", "Lazy", TypeAttributes.Public | TypeAttributes.Class | TypeAttributes.BeforeFieldInit, module.TypeSystem.Object);
        var field = new FieldDefinition("Value", FieldAttributes.Public | FieldAttributes.Static, module.TypeSystem.Object);
        var constructor = new MethodDefinition(
            ".cctor",
            MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName,
            module.TypeSystem.Void);
        var il = constructor.Body.GetILProcessor();
        il.Emit(OpCodes.Ldc_I4, 1000);
        il.Emit(OpCodes.Newarr, module.TypeSystem.Byte);
        il.Emit(OpCodes.Stsfld, field);
        il.Emit(OpCodes.Ret);
        type.Fields.Add(field);
        type.Methods.Add(constructor);
        module.Types.Add(type);
        return field;
    }

    static string TypeName(int seed) => "Random" + (uint)seed;
}
