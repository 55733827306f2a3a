using Mono.Cecil;

namespace MemoryProfiler.Weaving.Il;

/// <summary>Return types behind their modifiers: an init setter returns <c>void modreq(IsExternalInit)</c>, a ref readonly return has one as well.</summary>
static class ReturnTypes
{
    /// <summary>Whether nothing is returned.</summary>
    public static bool IsVoid(TypeReference type) => WithoutModifiers(type).MetadataType == MetadataType.Void;

    /// <summary>The type itself.</summary>
    public static TypeReference WithoutModifiers(TypeReference type)
    {
        while (type is IModifierType modified)
            type = modified.ElementType;
        return type;
    }
}
