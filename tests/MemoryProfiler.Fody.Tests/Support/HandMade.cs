using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>Modules with one profiled method whose IL no C# compiler writes.</summary>
static class HandMade
{
    /// <summary>A module that refers to the runtime, and a profiled method without instructions.</summary>
    public static ModuleDefinition Module(out MethodDefinition method) => Module("MemoryProfiler.Constructs.Faulty", out method);

    /// <summary>The same, with what is said of a module in this one.</summary>
    public static ModuleDefinition Module(string from, out MethodDefinition method)
    {
        // From a real file, so that it has references and symbols; what was marked in it goes.
        var module = WovenFile.Read(WovenFile.Input(from));
        foreach (var member in module.GetTypes().SelectMany(Members).ToList())
            member.CustomAttributes.Clear();
        var profile = new TypeReference("MemoryProfiler", "ProfileAttribute", module, module.AssemblyReferences.Single(r => r.Name == "MemoryProfiler"));
        var type = new TypeDefinition("", "HandMade", TypeAttributes.Public | TypeAttributes.Class, module.TypeSystem.Object);
        method = new MethodDefinition("Run", MethodAttributes.Public | MethodAttributes.Static, module.TypeSystem.Void);
        method.CustomAttributes.Add(new CustomAttribute(new MethodReference(".ctor", module.TypeSystem.Void, profile) { HasThis = true }));
        type.Methods.Add(method);
        module.Types.Add(type);
        return module;
    }

    /// <summary>A static field beside a method.</summary>
    public static FieldDefinition StaticField(MethodDefinition method)
    {
        var field = new FieldDefinition("Value", FieldAttributes.Static, method.Module.TypeSystem.Int32);
        method.DeclaringType.Fields.Add(field);
        return field;
    }

    /// <summary>Gives the instructions of these indexes a line each, from line 100; an instruction's index becomes its offset.</summary>
    public static void Points(MethodDefinition method, params int[] indexes)
    {
        var document = new Document("HandMade.il");
        for (var i = 0; i < method.Body.Instructions.Count; i++)
            method.Body.Instructions[i].Offset = i;
        foreach (var index in indexes)
        {
            method.DebugInformation.SequencePoints.Add(new SequencePoint(method.Body.Instructions[index], document)
            {
                StartLine = 100 + index,
                EndLine = 100 + index,
                StartColumn = 1,
                EndColumn = 5,
            });
        }
    }

    /// <summary>Says of a method that its own type, which has no MoveNext, is its state machine.</summary>
    public static void MarkStateMachine(MethodDefinition method, string attribute)
    {
        var module = method.Module;
        var type = new TypeReference("System.Runtime.CompilerServices", attribute, module, module.TypeSystem.CoreLibrary);
        var argument = new TypeReference("System", "Type", module, module.TypeSystem.CoreLibrary);
        var constructor = new MethodReference(".ctor", module.TypeSystem.Void, type) { HasThis = true };
        constructor.Parameters.Add(new ParameterDefinition(argument));
        method.CustomAttributes.Add(new CustomAttribute(constructor) { ConstructorArguments = { new CustomAttributeArgument(argument, method.DeclaringType) } });
    }

    static IEnumerable<ICustomAttributeProvider> Members(TypeDefinition type) =>
        [type, .. type.Methods, .. type.Properties, .. type.Events];
}
