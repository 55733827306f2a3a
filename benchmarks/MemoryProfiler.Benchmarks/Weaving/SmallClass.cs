using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Benchmarks.Weaving;

/// <summary>A class of two numbers whose constructor and method are inlined, and whose objects stay on the stack, unless something keeps the JIT from it.</summary>
static class SmallClass
{
    /// <summary>Adds it to a module.</summary>
    public static (MethodDefinition Constructor, MethodDefinition Area) AddTo(ModuleDefinition module)
    {
        var number = module.TypeSystem.Int32;
        var type = new TypeDefinition("", "P", TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit, module.TypeSystem.Object);
        var (x, y) = (new FieldDefinition("X", FieldAttributes.Private, number), new FieldDefinition("Y", FieldAttributes.Private, number));
        type.Fields.Add(x);
        type.Fields.Add(y);
        var constructor = new MethodDefinition(".ctor", MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName, module.TypeSystem.Void);
        constructor.Parameters.Add(new ParameterDefinition(number));
        constructor.Parameters.Add(new ParameterDefinition(number));
        var il = constructor.Body.GetILProcessor();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, new MethodReference(".ctor", module.TypeSystem.Void, module.TypeSystem.Object) { HasThis = true });
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Stfld, x);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Stfld, y);
        il.Emit(OpCodes.Ret);
        var area = new MethodDefinition("Area", MethodAttributes.Public | MethodAttributes.HideBySig, number);
        il = area.Body.GetILProcessor();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, x);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, y);
        il.Emit(OpCodes.Mul);
        il.Emit(OpCodes.Ret);
        type.Methods.Add(constructor);
        type.Methods.Add(area);
        module.Types.Add(type);
        return (constructor, area);
    }
}
