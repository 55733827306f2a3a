using System.Reflection;
using MemoryProfiler.Statements.Inputs;

namespace MemoryProfiler.Statements.Cases;

/// <summary>Types and members at run time.</summary>
static class Reflection
{
    static readonly MethodInfo Method = typeof(Worker).GetMethod(nameof(Worker.AddOne))!;
    static readonly object[] Arguments = [1];

    public static void Type_of_an_object()
    {
        Given.Sum += Given.First.GetType() == typeof(Order) ? 1 : 0;
    }

    public static void GetMethods()
    {
        Given.Kept = typeof(Worker).GetMethods();
    }

    public static void GetMethod()
    {
        Given.Kept = typeof(Worker).GetMethod("AddOne");
    }

    public static void GetProperties()
    {
        Given.Kept = typeof(Document).GetProperties();
    }

    public static void GetCustomAttributes()
    {
        Given.Kept = typeof(Worker).GetCustomAttributes(true);
    }

    public static void Method_invoked()
    {
        Given.Kept = Method.Invoke(Given.Worker, Arguments);
    }

    public static void CreateInstance_of_a_Type()
    {
        Given.Kept = Activator.CreateInstance(typeof(Document));
    }

    public static void CreateInstance_of_a_type_argument()
    {
        Given.Kept = Activator.CreateInstance<Document>();
    }
}
