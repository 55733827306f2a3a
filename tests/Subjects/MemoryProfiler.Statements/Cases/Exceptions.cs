using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Statements.Inputs;

namespace MemoryProfiler.Statements.Cases;

/// <summary>Exceptions and stack traces.</summary>
static class Exceptions
{
    public static void Exception_made()
    {
        Given.Keep(new InvalidOperationException("x"));
    }

    public static void Exception_thrown_and_caught()
    {
        try
        {
            throw new InvalidOperationException("x");
        }
        catch (InvalidOperationException exception)
        {
            Given.Kept = exception;
        }
    }

    public static void Exception_thrown_by_a_callee()
    {
        try
        {
            Throw();
        }
        catch (InvalidOperationException exception)
        {
            Given.Kept = exception;
        }
    }

    public static void Exception_thrown_and_its_stack_trace_read()
    {
        try
        {
            Throw();
        }
        catch (InvalidOperationException exception)
        {
            Given.Sum += exception.StackTrace!.Length > 0 ? 1 : 0;
        }
    }

    public static void Wrong_cast()
    {
        object order = Given.First;
        try
        {
            Given.Kept = (Worker)order;
        }
        catch (InvalidCastException)
        {
            Given.Sum++;
        }
    }

    public static void Null_dereferenced()
    {
        string? nothing = null;
        try
        {
            Given.Sum += nothing!.Length;
        }
        catch (NullReferenceException)
        {
            Given.Sum++;
        }
    }

    public static void Message_of_an_exception()
    {
        Given.Kept = new ArgumentNullException("p").Message;
    }

    public static void Stack_trace_of_one_frame()
    {
        Given.Kept = new StackFrame(0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Throw() => throw new InvalidOperationException("x");
}
