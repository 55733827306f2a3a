using System.Reflection.Metadata;

namespace MemoryProfiler.Tool.Decompiling;

/// <summary>A type with methods whose figures stand on IL offsets.</summary>
/// <param name="Assembly">Its assembly.</param>
/// <param name="Type">The type, which stands in no other.</param>
/// <param name="Name">Its name with the namespace.</param>
/// <param name="Methods">The methods, those of types in it too.</param>
sealed record TypeToDecompile(DecompiledAssembly Assembly, TypeDefinitionHandle Type, string Name, IReadOnlyList<MethodProfile> Methods);
