using System.Diagnostics;
using MemoryProfiler.Reports;

namespace MemoryProfiler.Telemetry;

/// <summary>What telemetry calls a method or scope. Made once for each, so that telling of a call builds nothing.</summary>
sealed class MethodLabel
{
    /// <summary>Names a method.</summary>
    /// <param name="name">As reports show it, with parameters.</param>
    /// <param name="fullName">The same with the namespace.</param>
    /// <param name="file">Its source file.</param>
    /// <param name="line">Its first line.</param>
    /// <param name="isScope">Whether it is a scope, which has no function.</param>
    public MethodLabel(string name, string fullName, string file, int line, bool isScope)
    {
        Name = name;
        FullName = fullName;
        ActivityName = isScope ? name : MethodNames.WithoutParameters(name);
        List<KeyValuePair<string, object?>> activityTags =
        [
            new(TelemetryNames.File, file),
            new(TelemetryNames.Line, line),
            new(TelemetryNames.Method, name),
        ];
        if (!isScope)
        {
            var function = new KeyValuePair<string, object?>(TelemetryNames.Function, MethodNames.WithoutParameters(fullName));
            activityTags.Insert(0, function);
            Tags.Add(function);
        }
        Tags.Add(TelemetryNames.Method, name);
        ActivityTags = activityTags;
    }

    /// <summary>As reports show it.</summary>
    public string Name { get; }

    /// <summary>The same with the namespace.</summary>
    public string FullName { get; }

    /// <summary>The name of an activity: as few different ones as there are methods.</summary>
    public string ActivityName { get; }

    /// <summary>The tags of a measurement; not to be changed.</summary>
    public TagList Tags;

    /// <summary>The tags of an activity.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> ActivityTags { get; }
}
