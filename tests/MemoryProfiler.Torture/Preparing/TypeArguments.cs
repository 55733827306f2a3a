using System.Reflection;

namespace MemoryProfiler.Torture.Preparing;

/// <summary>Guesses type arguments for generic methods; what does not fit is found out by trying.</summary>
static class TypeArguments
{
    const int Guesses = 6;

    static readonly Type[] _references = [typeof(object), typeof(string), typeof(Exception), typeof(List<int>), typeof(MemoryStream)];
    static readonly Type[] _values = [typeof(int), typeof(DayOfWeek), typeof(double), typeof(Guid), typeof(KeyValuePair<int, int>)];

    /// <summary>Some vectors of arguments, the likeliest first.</summary>
    public static IEnumerable<Type[]> For(Type[] parameters)
    {
        var candidates = Array.ConvertAll(parameters, parameter => Candidates(parameter, parameters));
        for (var guess = 0; guess < Guesses; guess++)
            yield return Array.ConvertAll(candidates, list => list[Math.Min(guess, list.Count - 1)]);
    }

    static List<Type> Candidates(Type parameter, Type[] all)
    {
        var attributes = parameter.GenericParameterAttributes;
        var constraints = Constraints(parameter);
        var standard = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) ? _values
            : attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? _references
            : [.. _references, .. _values];
        var own = constraints.Where(type => type is { ContainsGenericParameters: false }).SelectMany(Implementations);
        var fitting = standard.Where(type => constraints.All(constraint => Fits(type, constraint)));
        List<Type> list = [.. constraints.Contains(typeof(Enum)) ? [typeof(DayOfWeek)] : Array.Empty<Type>(), .. own, .. fitting, .. standard];
        return [.. list.Distinct()];
    }

    static Type[] Constraints(Type parameter)
    {
        try
        {
            return parameter.GetGenericParameterConstraints();
        }
        catch (Exception e) when (e is TypeLoadException or IOException)
        {
            return [];
        }
    }

    static bool Fits(Type type, Type constraint)
    {
        if (!constraint.ContainsGenericParameters)
            return constraint.IsAssignableFrom(type);
        if (!constraint.IsInterface)
            return true;
        var definition = constraint.GetGenericTypeDefinition();
        return type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == definition);
    }

    // A constraint is often met by the type itself, or by one that stands beside it.
    static IEnumerable<Type> Implementations(Type constraint)
    {
        if (constraint == typeof(Enum) || constraint == typeof(ValueType))
            return [];
        if (constraint == typeof(Delegate) || constraint == typeof(MulticastDelegate))
            return [typeof(Action)];
        if (!constraint.IsInterface && !constraint.IsAbstract)
            return [constraint];
        try
        {
            return constraint.Assembly.GetTypes()
                .Where(type => type is { IsAbstract: false, IsInterface: false, ContainsGenericParameters: false } && constraint.IsAssignableFrom(type))
                .Take(3);
        }
        catch (ReflectionTypeLoadException)
        {
            return [];
        }
    }
}
