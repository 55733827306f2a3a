using System.Diagnostics.Metrics;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Telemetry.Tests.Support;

/// <summary>What a listener of our own to the meter hears.</summary>
sealed class Heard : IDisposable
{
    readonly MeterListener _listener = new();
    readonly List<(string Instrument, double Value, Dictionary<string, object?> Tags)> _all = [];

    /// <param name="whenHeard">Code of the listener's own.</param>
    public Heard(Action? whenHeard = null)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "MemoryProfiler")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            Add(instrument, value, tags);
            whenHeard?.Invoke();
        });
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
        CallWatch.Refresh();
    }

    public void Observe() => _listener.RecordObservableInstruments();

    public void Dispose()
    {
        _listener.Dispose();
        CallWatch.Refresh();
    }

    /// <summary>Values of an instrument by the report's name of the method.</summary>
    public List<(string? Method, double Value)> Of(string instrument)
    {
        lock (_all)
            return [.. _all.Where(heard => heard.Instrument == instrument).Select(heard => ((string?)heard.Tags.GetValueOrDefault("memoryprofiler.method"), heard.Value))];
    }

    /// <summary>All of an instrument's tags.</summary>
    public List<Dictionary<string, object?>> TagsOf(string instrument)
    {
        lock (_all)
            return [.. _all.Where(heard => heard.Instrument == instrument).Select(heard => heard.Tags)];
    }

    void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var copy = new Dictionary<string, object?>();
        foreach (var (key, tag) in tags)
            copy.Add(key, tag);
        lock (_all)
            _all.Add((instrument.Name, value, copy));
    }
}
