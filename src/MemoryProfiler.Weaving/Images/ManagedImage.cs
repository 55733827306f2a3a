using Mono.Cecil;

namespace MemoryProfiler.Weaving.Images;

/// <summary>What the header of an image says of its code.</summary>
static class ManagedImage
{
    // COMIMAGE_FLAGS_IL_LIBRARY: precompiled code (ReadyToRun) beside the IL.
    const ModuleAttributes Precompiled = (ModuleAttributes)4;

    // The machine of a precompiled image is combined with the operating system it was compiled for.
    static readonly int[] _systems = [0x4644, 0xADC4, 0x7B79, 0x1993, 0x1992];

    /// <summary>Whether all code of the image is IL, once precompiled code is left out; false for C++/CLI.</summary>
    public static bool CanBeWritten(ModuleDefinition module) =>
        (module.Attributes & (ModuleAttributes.ILOnly | Precompiled)) != 0;

    /// <summary>Makes the header right for the IL alone, as only that is written.</summary>
    public static void MakePortable(ModuleDefinition module)
    {
        if ((module.Attributes & Precompiled) == 0)
            return;
        module.Attributes = (module.Attributes | ModuleAttributes.ILOnly) & ~Precompiled;
        // The host takes a copy in place of the original only if they are for the same processor.
        module.Architecture = PrecompiledImage.IsPlatformNeutral(module.FileName) ? TargetArchitecture.I386 : Machine(module.Architecture);
    }

    static TargetArchitecture Machine(TargetArchitecture architecture)
    {
        foreach (var system in _systems)
        {
            var machine = (TargetArchitecture)((int)architecture ^ system);
            if (Enum.IsDefined(typeof(TargetArchitecture), machine))
                return machine;
        }
        return architecture;
    }
}
