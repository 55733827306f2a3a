using System.Collections.Generic;
using Fody;
using Mono.Cecil;

public class ModuleWeaver : BaseModuleWeaver
{
    public override void Execute() =>
        ModuleDefinition.Types.Add(new TypeDefinition("Tiny", "WasHere", TypeAttributes.Public, TypeSystem.ObjectReference));

    public override IEnumerable<string> GetAssembliesForScanning() => [];
}
