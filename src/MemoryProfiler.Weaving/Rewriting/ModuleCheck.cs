using MemoryProfiler.Weaving.Runtime;
using Mono.Cecil;

namespace MemoryProfiler.Weaving.Rewriting;

/// <summary>Says whether a module can be woven as a whole.</summary>
static class ModuleCheck
{
    const string Runtime = "MemoryProfiler";

    /// <summary>What stands in the way, as half a sentence, or null.</summary>
    public static string? Refuse(ModuleDefinition module)
    {
        if (module.GetType("System", "Object") is not null)
            return "it is the core library, which the profiler itself stands on";
        if (module.Assembly?.Name.Name == Runtime)
            return "it is the profiler itself";
        if (module.GetType("", RuntimeReferences.GeneratedType) is not null)
            return "it is woven already";
        return null;
    }
}
