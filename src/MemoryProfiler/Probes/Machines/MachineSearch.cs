using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using MemoryProfiler.Diagnostics;

namespace MemoryProfiler.Probes.Machines;

/// <summary>Finds the object that a builder of tasks keeps a state machine in.</summary>
static class MachineSearch
{
    // A builder holds it or holds what holds it.
    const int Most = 32;

    const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The object nearest to the builder that is a box of the state machine or of a type made for it. It is null if there is none.</summary>
    /// <param name="builder">The builder, or a copy of it.</param>
    /// <param name="machine">The type of the state machine.</param>
    /// <param name="path">The fields that lead there; null where they are not all.</param>
    public static object? Find(object? builder, Type machine, out FieldInfo[]? path)
    {
        path = null;
        try
        {
            return builder == null ? null : Search(builder, machine, out path);
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write("A builder of tasks could not be looked into; whether it has made an object is told by its bytes.", e);
            return null;
        }
    }

    static object? Search(object builder, Type machine, out FieldInfo[]? path)
    {
        var pending = new Queue<MachineHolder>();
        pending.Enqueue(new MachineHolder(builder, builder is ValueType, []));
        for (var looked = 0; looked < Most && pending.TryDequeue(out var at); looked++)
        {
            path = at.Path;
            if (!at.IsCopy && IsFor(at.Object.GetType(), machine))
                return at.Object;
            if (at.Object is Delegate { Target: { } target })
                pending.Enqueue(new MachineHolder(target, IsCopy: false, Path: null));
            // Behind an object of the runtime's, a task above all, come other calls that wait for it.
            else if (at.IsCopy || at.Object.GetType().Assembly != typeof(object).Assembly)
                AddFields(at, pending);
        }
        path = null;
        return null;
    }

    static bool IsFor(Type type, Type machine)
    {
        if (type == machine)
            return true;
        for (var at = type; at != null; at = at.BaseType)
        {
            if (at.IsGenericType && Array.IndexOf(at.GetGenericArguments(), machine) >= 0)
                return true;
        }
        return false;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "A field that is trimmed away holds nothing.")]
    static void AddFields(MachineHolder holder, Queue<MachineHolder> pending)
    {
        for (var type = holder.Object.GetType(); type != null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(Own))
            {
                var of = field.FieldType;
                if (!of.IsPrimitive && !of.IsEnum && !of.IsPointer && !of.IsFunctionPointer && of != typeof(string) && field.GetValue(holder.Object) is { } value)
                    pending.Enqueue(new MachineHolder(value, of.IsValueType, holder.Path == null ? null : [.. holder.Path, field]));
            }
        }
    }
}
