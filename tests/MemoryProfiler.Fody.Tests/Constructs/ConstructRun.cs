using System.Diagnostics;
using System.Reflection;

namespace MemoryProfiler.Fody.Tests.Constructs;

/// <summary>What a construct wrote and how it ended.</summary>
/// <param name="Output">What it wrote.</param>
/// <param name="Ending">The exception that left it: type, message, and the assembly's frames with their lines.</param>
sealed record ConstructRun(string Output, string Ending)
{
    public static ConstructRun Of(Assembly assembly, string construct)
    {
        var driver = Samples.Method(assembly, construct).CreateDelegate<Action<TextWriter>>();
        var output = new StringWriter();
        var ending = "returned";
        try
        {
            driver(output);
        }
        catch (Exception e)
        {
            ending = Describe(assembly, e);
        }
        return new ConstructRun(output.ToString(), ending);
    }

    static string Describe(Assembly assembly, Exception exception)
    {
        var frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames()
            .Where(frame => frame.GetMethod()?.Module.Assembly == assembly)
            .Select(frame => $"{frame.GetMethod()!.DeclaringType}.{frame.GetMethod()!.Name}:{frame.GetFileLineNumber()}");
        return string.Join("\n", frames.Prepend($"{exception.GetType().FullName}: {exception.Message}"));
    }
}
