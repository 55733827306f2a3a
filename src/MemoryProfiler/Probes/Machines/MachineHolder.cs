using System.Reflection;

namespace MemoryProfiler.Probes.Machines;

/// <summary>A builder of tasks, or what it holds.</summary>
/// <param name="Object">The object.</param>
/// <param name="IsCopy">Whether it was boxed to be looked at.</param>
/// <param name="Path">The fields that lead there from the builder; null where they are not all.</param>
readonly record struct MachineHolder(object Object, bool IsCopy, FieldInfo[]? Path);
