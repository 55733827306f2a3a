using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Telemetry.Tests.Programs;

/// <summary>Puts a setting in force: the listeners, the rules and the readings that it asks for.</summary>
sealed class Audience : EventListener, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    const string Tag = "memoryprofiler.allocated_bytes";

    static readonly ActivitySource _program = new("the random program's");

    readonly List<IDisposable> _subscriptions = [];
    readonly List<MemoryThreshold> _rules = [];
    readonly Setting _setting;
    EventSource? _source;
    byte[]? _kept;

    public Audience(Setting setting)
    {
        _setting = setting;
        MemoryProfilerSettings.Configure(options => (options.WorkingSetMode, options.Metric) = (setting.Mode, setting.Metric));
        if (setting.OwnActivities)
            Listen("MemoryProfiler", stopped: activity => OwnActivityBytes += activity.GetTagItem(Tag) as long? ?? 0);
        if (setting.ProgramActivities)
            Listen(_program.Name, stopped: null);
        if (setting.Meter)
            ListenToMeter();
        if (setting.Diagnostics)
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        if (setting.Events)
            EnableEvents(_source = EventSource.GetSources().Single(source => source.Name == "MemoryProfiler"), EventLevel.Verbose);
        if (setting.Rules == RuleUse.NeverCrossed)
            _rules.AddRange([Rule(ThresholdCondition.CallAbove("1 GB")), Rule(ThresholdCondition.WorkingSetAbove("1 TB"))]);
        if (setting.Rules == RuleUse.Crossed)
            _rules.AddRange([Rule(ThresholdCondition.CallAbove("100 B")), Rule(ThresholdCondition.LineVisitAbove("400 B"))]);
        CallWatch.Refresh();
    }

    public Told Measured { get; } = new();

    public Told Observed { get; } = new();

    public Told Logged { get; } = new();

    /// <summary>The tags of the profiler's own activities together.</summary>
    public long OwnActivityBytes { get; private set; }

    /// <summary>What the activity around a program was told; null if there was none.</summary>
    public static long? BytesOf(Activity? activity) => activity is null ? null : activity.GetTagItem(Tag) as long? ?? 0;

    /// <summary>The activity that a program runs in, if somebody listens to those.</summary>
    public static Activity? StartActivity() => _program.StartActivity("a program");

    /// <summary>Has crossed rules act once more.</summary>
    public void Rearm()
    {
        foreach (var rule in _rules.Where(rule => !rule.IsArmed))
            rule.Rearm();
    }

    public override void Dispose()
    {
        if (_source is not null)
            DisableEvents(_source);
        _subscriptions.ForEach(subscription => subscription.Dispose());
        _rules.ForEach(rule => rule.Remove());
        base.Dispose();
        MemoryProfilerSettings.Configure(options => (options.WorkingSetMode, options.Metric) = (WorkingSetMode.Sampled, MemoryMetric.WorkingSet));
        CallWatch.Refresh();
        GC.KeepAlive(_kept);
        GC.KeepAlive(_setting);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventSource == _source && eventData.EventName == "CallStop")
            Logged.Add((string)eventData.Payload![0]!, (long)eventData.Payload[1]!);
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "MemoryProfiler")
            _subscriptions.Add(value.Subscribe(this));
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == "CallStop" && value.Value is ProfiledCall call)
            Observed.Add(call.Method, call.AllocatedBytes);
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }

    MemoryThreshold Rule(ThresholdCondition condition) =>
        MemoryThresholds.Add(condition, ThresholdActions.None, crossing => _kept = new byte[crossing.Value % 1_000]);

    void Listen(string source, Action<Activity>? stopped)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = known => known.Name == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = stopped,
        };
        ActivitySource.AddActivityListener(listener);
        _subscriptions.Add(listener);
    }

    void ListenToMeter()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name is "memoryprofiler.method.calls" or "memoryprofiler.method.allocated")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, bytes, tags, _) =>
        {
            if (instrument.Name != "memoryprofiler.method.allocated")
                return;
            foreach (var (key, value) in tags)
            {
                if (key == "memoryprofiler.method")
                    Measured.Add((string)value!, bytes);
            }
        });
        listener.Start();
        _subscriptions.Add(listener);
    }
}
