using System.Reflection;

namespace MemoryProfiler.Fody.Tests.Constructs;

/// <summary>Closes generic types and methods over arguments that their constraints allow.</summary>
sealed class GenericArguments(Assembly assembly)
{
    readonly Type[] _candidates = [typeof(object), typeof(int), typeof(string), .. assembly.GetTypes().Where(type => !type.ContainsGenericParameters)];

    /// <summary>A type's arguments, and the closed type.</summary>
    public (Type Type, Type[] Arguments) Close(Type type)
    {
        if (!type.IsGenericTypeDefinition)
            return (type, []);
        var arguments = Find(type.GetGenericArguments().Length, type.MakeGenericType, type);
        return (type.MakeGenericType(arguments), arguments);
    }

    /// <summary>The arguments of a generic method of a closed type.</summary>
    public Type[] Close(MethodInfo method) =>
        method.IsGenericMethodDefinition ? Find(method.GetGenericArguments().Length, method.MakeGenericMethod, method) : [];

    Type[] Find(int count, Func<Type[], MemberInfo> make, MemberInfo generic)
    {
        foreach (var arguments in Combinations(count))
        {
            try
            {
                make(arguments);
                return arguments;
            }
            catch (ArgumentException)
            {
                // A constraint refuses these: the next.
            }
        }
        throw new InvalidOperationException($"No sample type fits {generic}.");
    }

    IEnumerable<Type[]> Combinations(int count) =>
        count == 0
            ? [[]]
            : Combinations(count - 1).SelectMany(_ => _candidates, (rest, type) => (Type[])[.. rest, type]);
}
