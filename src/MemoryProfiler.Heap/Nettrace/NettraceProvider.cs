namespace MemoryProfiler.Nettrace;

/// <summary>Who wrote an event. Those of others are not handed on.</summary>
enum NettraceProvider
{
    Other,

    /// <summary>The runtime.</summary>
    Runtime,

    /// <summary>The runtime, of all the code that there is at the end of a session.</summary>
    Rundown,

    /// <summary>This library.</summary>
    Marks,
}
