using System.Reflection;

namespace MemoryProfiler.Statements.Measuring;

/// <summary>One of the methods in <c>Cases</c>.</summary>
/// <param name="type">Its class, the group.</param>
/// <param name="method">It.</param>
sealed class Statement(Type type, MethodInfo method)
{
    /// <summary>All, by group.</summary>
    public static IReadOnlyList<Statement> All { get; } =
    [
        .. from type in typeof(Statement).Assembly.GetTypes()
           where type.Namespace == "MemoryProfiler.Statements.Cases" && !type.IsNested
           orderby type.Name
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
           select new Statement(type, method),
    ];

    /// <summary>The group.</summary>
    public Type Type => type;

    /// <summary>Group and name.</summary>
    public string Name => $"{type.Name}.{method.Name}";

    /// <summary>Whether it is awaited.</summary>
    public bool IsAsync => method.ReturnType == typeof(Task);

    /// <summary>How to call it.</summary>
    public Action Call => method.CreateDelegate<Action>();

    /// <summary>How to call it where it is awaited.</summary>
    public Func<Task> CallAsync => method.CreateDelegate<Func<Task>>();
}
