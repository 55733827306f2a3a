namespace MemoryProfiler.Layout;

/// <summary>A field that refers to an object.</summary>
/// <param name="Declaring">The type that declares it; of a field within a struct field, the type with that one.</param>
/// <param name="Name">Its name; within a struct field, behind that one's and a dot.</param>
readonly record struct FieldName(Type Declaring, string Name);
