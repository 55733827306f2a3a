using System.Runtime.InteropServices;
using MemoryProfiler.Statements.Inputs;

namespace MemoryProfiler.Statements.Cases;

/// <summary>What costs something only once, or once a thread.</summary>
static class FirstUses
{
    [ThreadStatic]
    static object? _ofThisThread;

    [ThreadStatic]
    static int _countOfThisThread;

    public static void Static_object_of_another_class()
    {
        Given.Kept = Holdings.Value;
    }

    public static void Static_number_of_another_class()
    {
        Given.Sum += Holdings.Number;
    }

    public static void Thread_static_object()
    {
        Given.Kept = _ofThisThread;
    }

    public static void Thread_static_number()
    {
        Given.Sum += _countOfThisThread;
    }

    public static void Name_of_a_generic_type_argument()
    {
        Given.Kept = NameOf<Document>();
    }

    public static void Type_that_was_not_loaded()
    {
        Given.Kept = typeof(Dictionary<Document, List<Document>>);
    }

    public static void Text_literal()
    {
        Given.Kept = "a literal nobody else uses";
    }

    public static void Empty_text_written_to_the_console()
    {
        Console.Out.Write("");
    }

    public static void Process_id()
    {
        Given.Sum += Environment.ProcessId & 1;
    }

    public static void Memory_of_the_system()
    {
        unsafe
        {
            var memory = NativeMemory.Alloc(1_000);
            NativeMemory.Free(memory);
        }
    }

    public static void Handle_to_an_object()
    {
        var handle = GCHandle.Alloc(Given.First);
        handle.Free();
    }

    static string NameOf<T>() => typeof(T).Name;
}
