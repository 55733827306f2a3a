using System.Text.RegularExpressions;
using Mono.Cecil;

namespace MemoryProfiler.Weaving.Naming;

/// <summary>
/// Tells what a compiler wrote from what somebody did. C# and Visual Basic say it with an attribute, on the member or on
/// the type around it. F# says nothing of its closures, but gives them names of a form of their own. A sign such as
/// <c>&lt;</c> alone tells nothing: explicit implementations of generic interfaces have it, file-local types, and any
/// name in F#.
/// </summary>
static class CompilerGenerated
{
    const string Attribute = "System.Runtime.CompilerServices.CompilerGeneratedAttribute";

    // No language lets a type be declared with one of these in its name, but for F# in quotes.
    static readonly char[] _unspeakable = ['<', '$', '@'];

    // The name of the value around it, the line, a number where there are several, and letters for closures of many parameters.
    static readonly Regex _closure = new(@"@\d+(-\d+)?[TD]*(`\d+)?\z", RegexOptions.CultureInvariant);

    /// <summary>Whether nobody wrote a method. The method of top-level statements was written.</summary>
    public static bool Is(MethodDefinition method) =>
        method.Name != SourceNames.TopLevelMain
        && (HasAttribute(method) || IsClosure(method.Name) || Is(method.DeclaringType));

    /// <summary>Whether nobody wrote a type, or one of those around it.</summary>
    public static bool Is(TypeDefinition type)
    {
        for (var outer = type; outer is not null; outer = outer.DeclaringType)
        {
            if (IsItself(outer))
                return true;
        }
        return false;
    }

    /// <summary>Whether nobody wrote a type, whatever stands around it.</summary>
    public static bool IsItself(TypeDefinition type) =>
        IsClosure(type.Name)
        // Designers put the attribute on parts of types that have other parts, with names that anybody can write.
        || (SourceNames.WithoutFile(type.Name).IndexOfAny(_unspeakable) >= 0 && HasAttribute(type));

    // Hardly any name has the sign.
    static bool IsClosure(string name) => name.IndexOf('@') >= 0 && _closure.IsMatch(name);

    static bool HasAttribute(ICustomAttributeProvider provider) =>
        provider.HasCustomAttributes && provider.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == Attribute);
}
