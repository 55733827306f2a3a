using System.Diagnostics;

namespace MemoryProfiler.Constructs;

/// <summary>Writes how an action ended, in words that the woven and the unwoven twin can be compared by.</summary>
public static class Outcome
{
    /// <summary>Runs an action and writes the exception that left it, if one did.</summary>
    public static void Write(TextWriter output, Action action)
    {
        try
        {
            action();
            output.WriteLine("no exception");
        }
        catch (Exception e)
        {
            Write(output, e);
        }
    }

    /// <summary>Writes an exception: type, message and this assembly's frames with their lines.</summary>
    public static void Write(TextWriter output, Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            output.WriteLine($"{e.GetType().FullName}: {e.Message}");
            foreach (var frame in Frames(e))
                output.WriteLine("   at " + frame);
        }
    }

    /// <summary>This assembly's frames of an exception as <c>Type.Method:line</c>, innermost first.</summary>
    public static string[] Frames(Exception exception) =>
    [
        .. new StackTrace(exception, fNeedFileInfo: true).GetFrames()
            .Where(frame => frame.GetMethod()?.Module == typeof(Outcome).Module)
            .Select(frame => $"{frame.GetMethod()!.DeclaringType}.{frame.GetMethod()!.Name}:{frame.GetFileLineNumber()}"),
    ];
}
