using MemoryProfiler.Diagnostics;

namespace MemoryProfiler.Telemetry;

/// <summary>Tells one kind of listener, so that a fault of it is kept from the program and from the other kinds.</summary>
static class Quietly
{
    /// <summary>Runs code that listeners of the user's have a part in.</summary>
    public static void Run<T>(Action<T> tell, T what)
    {
        try
        {
            tell(what);
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write("A listener to telemetry failed.", e);
        }
    }
}
