using System.Runtime.Loader;
using MemoryProfiler.Ledger;
using MemoryProfiler.Probes.Lines;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Thresholds;

/// <summary>The rules of this process, and what of them the probes have to look at.</summary>
static unsafe class ThresholdRules
{
    static readonly object _gate = new();
    static MemoryThreshold[] _all = [];
    static MemoryThreshold[] _armed = [];
    static MemoryThreshold? _ofOptions;

    /// <summary>Raised after the actions of a crossing have run, on the thread that ran them. What it throws goes to the log.</summary>
    public static event Action<ThresholdCrossing>? Crossed;

    /// <summary>The rules that will act; a new array with each change.</summary>
    public static MemoryThreshold[] Armed => Volatile.Read(ref _armed);

    /// <summary>Takes what marks and options ask for from now on. Called once, before the first probe.</summary>
    public static void Start() =>
        LineWatch.LimitMarked = static (method, bytes) =>
        {
            // A plug-in that is loaded again brings its marks again.
            if (!Array.Exists(Volatile.Read(ref _all), rule => rule.Method == method && rule.Condition.Limit == bytes))
                Add(new MemoryThreshold(ThresholdCondition.WorkingSetAbove(bytes), ThresholdActions.Break, null, null) { Method = method, IsOfOptions = true });
        };

    /// <summary>Adds a rule.</summary>
    public static void Add(MemoryThreshold rule)
    {
        lock (_gate)
        {
            _all = [.. _all, rule];
            Refresh();
        }
        // What a plug-in wants to be called for would keep its load context.
        if (rule.Callback?.Method.Module.Assembly is { IsCollectible: true } assembly && AssemblyLoadContext.GetLoadContext(assembly) is { } context)
            context.Unloading += _ => Remove(rule);
    }

    /// <summary>Removes a rule, if it is there.</summary>
    public static void Remove(MemoryThreshold rule)
    {
        lock (_gate)
        {
            _all = [.. _all.Where(known => known != rule)];
            Refresh();
        }
    }

    /// <summary>Has the one rule that the options set watch for another limit; the same limit leaves it as it is.</summary>
    /// <param name="bytes">The limit of the working set, or null for none.</param>
    public static void UseOptions(long? bytes)
    {
        lock (_gate)
        {
            if (bytes == _ofOptions?.Condition.Limit)
                return;
            if (_ofOptions is not null)
                Remove(_ofOptions);
            _ofOptions = bytes is { } limit
                ? new MemoryThreshold(ThresholdCondition.WorkingSetAbove(limit), ThresholdActions.Break, null, null) { IsOfOptions = true }
                : null;
            if (_ofOptions is not null)
                Add(_ofOptions);
        }
    }

    /// <summary>Works out anew what has to be looked at, after a rule came, went, acted or was armed again.</summary>
    public static void Refresh()
    {
        using var own = OwnWork.Begin();
        lock (_gate)
        {
            MemoryThreshold[] armed = [.. _all.Where(rule => rule.IsArmed)];
            Volatile.Write(ref _armed, armed);
            LineThresholds.Watch(armed);
            if (ProfilerSwitch.IsOn && (LastReport.IsWanted || Array.Exists(armed, rule => rule.Condition.Kind is not (ThresholdKind.Call or ThresholdKind.LineVisit))))
                ProcessWatch.Begin();
        }
    }

    /// <summary>Tells of a crossing.</summary>
    public static void Notify(ThresholdCrossing crossing) => Crossed?.Invoke(crossing);
}
