using System.Linq;
using Fody;
using Mono.Cecil;
using Mono.Cecil.Cil;

/// <summary>Another weaver beside ours: adds a type, and has every setter tell of the change where the type can.</summary>
public class ModuleWeaver : BaseModuleWeaver
{
    public override void Execute()
    {
        ModuleDefinition.Types.Add(new TypeDefinition("Tiny", "WasHere", TypeAttributes.Class, TypeSystem.ObjectReference));
        foreach (var type in ModuleDefinition.Types)
        {
            if (type.Methods.FirstOrDefault(method => method.Name == "OnPropertyChanged") is not { } changed)
                continue;
            foreach (var property in type.Properties.Where(property => property.Name != "Changed" && property.SetMethod is not null))
                Tell(property, changed);
        }
    }

    public override System.Collections.Generic.IEnumerable<string> GetAssembliesForScanning() => [];

    // Where the method ends, behind a test, as weavers of notifications do.
    static void Tell(PropertyDefinition property, MethodDefinition changed)
    {
        var body = property.SetMethod.Body;
        var il = body.GetILProcessor();
        foreach (var end in body.Instructions.Where(instruction => instruction.OpCode == OpCodes.Ret).ToList())
        {
            // The instruction stays the same object: branches refer to it.
            end.OpCode = OpCodes.Ldarg_1;
            var last = il.Create(OpCodes.Ret);
            il.InsertAfter(end, last);
            il.InsertBefore(last, il.Create(OpCodes.Brfalse, last));
            il.InsertBefore(last, il.Create(OpCodes.Ldarg_0));
            il.InsertBefore(last, il.Create(OpCodes.Ldstr, property.Name));
            il.InsertBefore(last, il.Create(OpCodes.Call, changed));
        }
    }
}
