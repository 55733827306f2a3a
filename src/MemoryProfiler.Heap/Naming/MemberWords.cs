using System.Reflection;
using System.Runtime.CompilerServices;
using MemoryProfiler.Layout;

namespace MemoryProfiler.Naming;

/// <summary>What a field is in the source: compilers keep locals, captured variables and events in fields of their own making.</summary>
static class MemberWords
{
    const BindingFlags Own = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The step of an object whose field leads on.</summary>
    /// <param name="type">The object's type.</param>
    /// <param name="field">The field.</param>
    public static string Step(Type type, FieldName field)
    {
        var parts = field.Name.Split('.');
        if (StateMachine(type) is { } machine && parts[0] == "StateMachine")
            return parts.Length == 1 ? $"async {Method(machine)}" : $"{Variable(parts[1..])} of async {Method(machine)}";
        if (IsStateMachine(field.Declaring))
            return $"{Variable(parts)} of {(typeof(IAsyncStateMachine).IsAssignableFrom(type) ? "async" : "iterator")} {Method(field.Declaring)}";
        if (IsClosure(field.Declaring))
            return $"captured variable {Variable(parts, bare: true)} of {ClosureOf(field.Declaring)}";
        return IsEvent(field) ? $"event {field.Name} of {TypeNames.Short(type)}" : $"{TypeNames.Short(type)}.{Property(field.Name)}";
    }

    /// <summary>An object by itself.</summary>
    public static string Of(Type type) =>
        StateMachine(type) is { } machine ? $"async {Method(machine)}"
        : IsClosure(type) ? $"closure of {ClosureOf(type)}"
        : IsStateMachine(type) ? $"{(typeof(IAsyncStateMachine).IsAssignableFrom(type) ? "async" : "iterator")} {Method(type)}"
        : TypeNames.Short(type);

    /// <summary>A static field by its class.</summary>
    public static string Static(Type declaring, string name) =>
        declaring.Name == "<>c" ? $"cached lambda of {Outer(declaring)} (static)"
        : declaring.GetEvent(name, Own) is not null ? $"event {TypeNames.Full(declaring)}.{name} (static)"
        : $"{TypeNames.Full(declaring)}.{Property(name)} (static)";

    // <Name>k__BackingField of a property, <name>P of a constructor's parameter.
    public static string Property(string name)
    {
        if (!name.Contains('<', StringComparison.Ordinal))
            return name;
        return string.Join('.', name.Split('.').Select(part => Between(part) is { Length: > 0 } inner && (part.EndsWith("k__BackingField", StringComparison.Ordinal) || part.EndsWith(">P", StringComparison.Ordinal)) ? inner : part));
    }

    // <order>5__2 is a local, <>4__this what it is a method of, others are parameters.
    static string Variable(string[] parts, bool bare = false)
    {
        var name = parts[0];
        var rest = parts.Length > 1 ? "." + Property(string.Join('.', parts[1..])) : "";
        if (name == "<>4__this")
            return "this" + rest;
        if (Between(name) is { Length: > 0 } local)
            return (bare ? "" : "local ") + local + rest;
        return (bare || name.StartsWith('<') ? "" : "parameter ") + name + rest;
    }

    static bool IsEvent(FieldName field) => field.Declaring.GetEvent(field.Name, Own) is not null;

    static bool IsClosure(Type type) => type.Name.StartsWith("<>c__DisplayClass", StringComparison.Ordinal);

    static bool IsStateMachine(Type type) => type.Name.StartsWith('<') && type.Name.Contains(">d__", StringComparison.Ordinal);

    // The box in which a running async method's state is.
    static Type? StateMachine(Type type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at is { IsGenericType: true, Name: "AsyncStateMachineBox`1" or "DebugFinalizableAsyncStateMachineBox`1" or "StateMachineBox`1" })
                return at.GetGenericArguments() is { Length: > 0 } arguments && IsStateMachine(arguments[^1]) ? arguments[^1] : null;
        }
        return null;
    }

    static string Method(Type stateMachine) => $"{Outer(stateMachine)}.{Between(stateMachine.Name)}";

    // Its lambdas and local functions are named after the method that they stand in.
    static string ClosureOf(Type closure)
    {
        var lambda = closure.GetMethods(Own).Select(method => Between(method.Name)).FirstOrDefault(name => name is { Length: > 0 });
        return lambda is null ? Outer(closure) : $"{Outer(closure)}.{lambda}";
    }

    static string Outer(Type type)
    {
        var outer = type.DeclaringType;
        while (outer?.DeclaringType is { } next && outer.Name.StartsWith('<'))
            outer = next;
        return outer is null ? type.Name : TypeNames.Full(outer);
    }

    static string? Between(string name)
    {
        var end = name.IndexOf('>', StringComparison.Ordinal);
        return name.StartsWith('<') && end > 0 ? name[1..end] : null;
    }
}
