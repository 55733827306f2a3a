using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using MemoryProfiler.Copies;

namespace MemoryProfiler.Telemetry;

/// <summary>The diagnostic listener.</summary>
static class CallEvents
{
    const string Start = "CallStart";
    const string Stop = "CallStop";
    const string Threshold = "Threshold";

    static readonly DiagnosticListener _listener = OwnContext.Disposed(new DiagnosticListener(TelemetryNames.Source));

    /// <summary>Whether anyone listens to calls.</summary>
    public static bool WantCalls => _listener.IsEnabled() && (_listener.IsEnabled(Start) || _listener.IsEnabled(Stop));

    /// <summary>Tells of a call that begins, if somebody listens.</summary>
    public static void Started(int method)
    {
        if (_listener.IsEnabled() && _listener.IsEnabled(Start) && MethodLabels.Find(method) is { } label)
            Write(Start, new ProfiledCall(label.Name, label.FullName, 0));
    }

    /// <summary>Tells of a call that has ended, if somebody listens.</summary>
    public static void Stopped((MethodLabel Label, long Bytes) call)
    {
        if (_listener.IsEnabled() && _listener.IsEnabled(Stop))
            Write(Stop, new ProfiledCall(call.Label.Name, call.Label.FullName, call.Bytes));
    }

    /// <summary>Tells of a crossing, if somebody listens.</summary>
    public static void Crossed(ThresholdCrossing crossing)
    {
        if (_listener.IsEnabled() && _listener.IsEnabled(Threshold))
            Write(Threshold, crossing);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Both payloads are public types whose properties the type parameter keeps.")]
    static void Write<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(string name, T payload) => _listener.Write(name, payload);
}
