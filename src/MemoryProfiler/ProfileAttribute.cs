namespace MemoryProfiler;

/// <summary>
/// Profiles a method line by line. Add the package <c>MemoryProfiler.Fody</c> to its project and run the program.
/// <see cref="MemoryReport"/> then says which line allocated how many bytes. On a type or an assembly it marks all
/// methods in it that are written there.
/// </summary>
/// <remarks>
/// The mark works at build time; at run time it does nothing. A marked method that cannot be woven gets a build warning
/// with an <c>MPR</c> code.
/// </remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property | AttributeTargets.Event
    | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Assembly,
    Inherited = false)]
public sealed class ProfileAttribute : Attribute
{
    /// <summary>
    /// The most bytes one call should allocate, callees included, as text such as <c>"64 KB"</c> or <c>"1.5 MiB"</c>. 1
    /// KB = 1,024 bytes. The report names every method of which a call allocated more. Anything that is not a size is a
    /// build error (MPR006).
    /// </summary>
    /// <value>Default: no limit.</value>
    public string? MaxAllocated { get; set; }

    /// <summary>
    /// A limit for the working set of the process, as text such as <c>"100 MiB"</c>. The line that takes the working set
    /// above it is named, once: an attached debugger stops there. It counts while the method runs, in the profiled
    /// methods it calls too. <see cref="MemoryProfilerOptions.Actions"/> chooses what is done instead. Anything that is
    /// not a size is a build error (MPR006).
    /// </summary>
    /// <value>Default: no limit.</value>
    public string? BreakAbove { get; set; }

    /// <summary>
    /// Whether every line is measured. With <see langword="false"/> there is no probe on the lines. Calls and the bytes
    /// of each call are measured, callees included, at the cost of the call's two ends alone. The table has one row, that
    /// of the declaration. Lambdas and local functions count while a call of the method runs them on its thread.
    /// </summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool Lines { get; set; } = true;
}
