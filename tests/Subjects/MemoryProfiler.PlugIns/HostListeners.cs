using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;

namespace MemoryProfiler.PlugIns;

/// <summary>Listens to all telemetry of the profiler, as a host with OpenTelemetry and dotnet-counters does.</summary>
sealed class HostListeners : EventListener, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    const string Source = "MemoryProfiler";

    readonly MeterListener _meters = new();
    readonly ActivityListener _activities = new()
    {
        ShouldListenTo = source => source.Name == Source,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    public HostListeners()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Source)
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((_, _, _, _) => { });
        _meters.Start();
        ActivitySource.AddActivityListener(_activities);
        DiagnosticListener.AllListeners.Subscribe(this);
    }

    /// <summary>Reads what meters only tell when they are asked.</summary>
    public void Observe() => _meters.RecordObservableInstruments();

    public override void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
        base.Dispose();
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Source)
            EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All, new Dictionary<string, string?> { ["EventCounterIntervalSec"] = "1" });
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == Source)
            value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
