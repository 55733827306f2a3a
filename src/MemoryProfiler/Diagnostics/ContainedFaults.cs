namespace MemoryProfiler.Diagnostics;

/// <summary>Runs code whose faults must not reach the program, nor what else is to run: they go to the log.</summary>
static class ContainedFaults
{
    /// <summary>Runs it.</summary>
    /// <param name="fault">What the log says if it fails.</param>
    /// <param name="action">The code.</param>
    public static void Run(string fault, Action action) => Run(fault, static action => action(), action);

    /// <summary>Runs it with an argument, so that it needs no closure.</summary>
    public static void Run<T>(string fault, Action<T> action, T argument)
    {
        try
        {
            action(argument);
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write(fault, e);
        }
    }
}
