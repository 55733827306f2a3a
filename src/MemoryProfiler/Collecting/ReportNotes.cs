using System.Globalization;
using MemoryProfiler.Methods;
using MemoryProfiler.Methods.Maps;
using MemoryProfiler.Reports;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Collecting;

/// <summary>Collects the sentences that go below the tables: what could not be measured, and the mend.</summary>
sealed class ReportNotes
{
    // An assembly marked as a whole may have thousands of methods that never ran.
    const int NamesPerNote = 10;

    // Sentences of other copies, of each kind.
    const int MostOfOthers = 1_000;

    readonly List<string> _state = [];
    readonly List<string> _unoptimized = [];
    readonly List<string> _overLimit = [];
    readonly List<string> _outsideCalls = [];
    readonly List<string> _skipped = [];
    readonly List<string> _neverCalled = [];
    readonly List<string> _replaced = [];
    readonly List<string> _notCalledSinceReset = [];
    readonly Dictionary<string, List<string>> _unwoven = [];

    public void AddState(bool isOn, int fullCollections)
    {
        if (!isOn)
            _state.Add($"Nothing was recorded: the environment variable {ProfilerSwitch.Variable.Name} turns the profiler off. Unset it to record.");
        if (fullCollections > 0)
        {
            _state.Add(string.Create(CultureInfo.InvariantCulture,
                $"{fullCollections} full garbage collection{(fullCollections == 1 ? "" : "s")} ran meanwhile. Memory comes back on the line during which a collection runs, not on the line that drops the last reference."));
        }
    }

    /// <summary>Says that no figure of bytes is exact.</summary>
    public void AddEstimated() =>
        _state.Add("All allocated bytes are estimates, marked with ~: this runtime counts them in pieces and not object by object. Run the program on a runtime that counts exactly, such as .NET on a desktop or server, to see exact figures.");

    /// <summary>Adds a sentence on lines that background collections may have charged.</summary>
    public void AddPhantoms(IReadOnlyCollection<LineProfile> lines)
    {
        if (lines.Count > 0)
        {
            _state.Add(string.Create(CultureInfo.InvariantCulture,
                $"{lines.Count:N0} figure{(lines.Count == 1 ? " is" : "s are")} marked with ~: a background collection may have charged up to 8 KB that nobody allocated to the line ({ByteSize.Format(lines.Max(line => line.MaxExcessBytes))} at most). The option AvoidBackgroundCollections prevents it."));
        }
    }

    /// <summary>Names a line on which the runtime's table of casts grew.</summary>
    public void AddCastGrowth(SourceLine line, long bytes) =>
        _state.Add(string.Create(CultureInfo.InvariantCulture,
            $"The runtime's table of casts grew meanwhile: {bytes:N0} B of {line.Place} in {line.Method} seem to be its and not the program's. It grows a few times in a process at most, in some runs on one line and in others on another."));

    /// <summary>Says why nothing is known of a metric.</summary>
    public void AddNoReadings(MemoryMetric metric)
    {
        const string blank = "Mem usage and Increment are blank";
        _state.Add(metric switch
        {
            MemoryMetric.None when CurrentSettings.WorkingSetMode == WorkingSetMode.Off =>
                $"{blank}: the option WorkingSetMode is Off. Set Sampled or EveryLine to see them.",
            MemoryMetric.None => $"{blank}: the option Metric is None. Set another one to see them.",
            MemoryMetric.Pss or MemoryMetric.Uss =>
                $"This platform gives no {metric.Words()}: {blank}. Set the option Metric to WorkingSet or PrivateBytes.",
            _ => $"This platform gives no {metric.Words()}: {blank}.",
        });
    }

    /// <summary>Adds sentences on settings that were not understood.</summary>
    public void AddFaults(IEnumerable<string> faults) => _state.AddRange(faults);

    public void AddUnreadable(WovenAssembly assembly) =>
        _state.Add($"The assembly {assembly.Name} has a method map this version cannot read; its {assembly.MethodCount} profiled methods are not shown. Use one version of MemoryProfiler and MemoryProfiler.Fody and build again.");

    /// <summary>Says how many calls found no room for a frame.</summary>
    public void AddUnrecorded(long calls) =>
        _state.Add(string.Create(CultureInfo.InvariantCulture,
            $"{calls:N0} call{(calls == 1 ? " was" : "s were")} not recorded, as the thread had too little stack or the machine too little memory left for the profiler's own; the lines that made them have their bytes. Start the thread with a bigger stack (maxStackSize), or mark what the recursion calls in place of it."));

    /// <summary>Says how many calls the runtime suspends without telling.</summary>
    public void AddUnwatched(long calls) =>
        _state.Add(string.Create(CultureInfo.InvariantCulture,
            $"{calls:N0} call{(calls == 1 ? "" : "s")} of async methods that the runtime itself suspends {(calls == 1 ? "was" : "were")} not recorded to the end, as this runtime did not tell of it. Take runtime-async out of <Features> in the project."));

    public void AddTooManyScopes(int limit) =>
        _state.Add(string.Create(CultureInfo.InvariantCulture,
            $"Scopes of more than {limit:N0} names were entered; further names are not shown. Use fixed names, without an id in them."));

    public void AddMisplaced(NamedScope scope) =>
        _state.Add(string.Create(CultureInfo.InvariantCulture,
            $"The scope \"{scope.Name}\" did not end where it began ({scope.MisplacedEnds:N0} time{(scope.MisplacedEnds == 1 ? "" : "s")}): end it on the thread and in the method that entered it. It cannot span an await; mark an async method with [Profile] instead."));

    public void AddOverLimit(MethodProfile method, long limit) =>
        _overLimit.Add($"Over its limit: a call of {method.Name} allocated {ByteSize.Format(method.MaxAllocatedBytes)}, more than its limit of {ByteSize.Format(limit)}.");

    public void AddOutsideCalls(MethodProfile method) =>
        _outsideCalls.Add($"In no call: {ByteSize.Format(method.OutsideCallsBytes)} of {method.Name}. Its lambdas, local functions or callees allocated them after the call had ended, or while several calls were open and nothing told which one they belong to: they are in its lines and in no call's figures.");

    public void AddSkipped(SkippedMethod skipped) =>
        _skipped.Add($"Not profiled ({skipped.Location}): {skipped.Reason}");

    /// <summary>Says that there is nothing that could have been recorded.</summary>
    public void AddNothingMarked() =>
        _state.Add("Nothing was recorded, as nothing is marked: no assembly that is loaded has a method with [Profile] or one that MemoryProfilerInclude names. Mark one, and build again.");

    /// <summary>Adds a method that was not called in the time that the report is of.</summary>
    /// <param name="method">The method.</param>
    /// <param name="wasCalled">Whether it was called before.</param>
    public void AddNotCalled(MappedMethod method, bool wasCalled) =>
        (wasCalled ? _notCalledSinceReset : _neverCalled).Add(Place(method.Name, method.File, method.BodyToken is null ? method.FirstLine : null));

    /// <summary>Adds a method whose figures have stood still since it was replaced.</summary>
    public void AddReplaced(MappedMethod method) =>
        _replaced.Add(Place(method.Name, method.File, method.BodyToken is null ? method.FirstLine : null));

    public void AddReplacedSome(WovenAssembly assembly) =>
        _state.Add($"Methods of {assembly.Name} were replaced while the program ran (hot reload), and their new bodies are not recorded. Which they are cannot be told without the file that the assembly was loaded from. Start the program again to measure them.");

    public void AddUnwoven(UnwovenMethod method)
    {
        if (!_unwoven.TryGetValue(method.Assembly, out var names))
            _unwoven.Add(method.Assembly, names = []);
        // A plug-in that is loaded twice is one.
        if (!names.Contains(method.Name))
            names.Add(method.Name);
    }

    public void AddUnoptimized(WovenAssembly assembly) => _unoptimized.Add(assembly.Name);

    /// <summary>Says that another copy of the library has figures that cannot be read here.</summary>
    /// <param name="version">That copy's version.</param>
    public void AddOtherVersion(string version) =>
        _state.Add($"A plug-in has a copy of MemoryProfiler of its own, of version {version}. What that recorded is not in this report, as this version cannot read it. Use one version of MemoryProfiler in the program and its plug-ins.");

    /// <summary>Whether there is nothing to say.</summary>
    public bool IsEmpty => Array.TrueForAll(Kinds(), kind => kind.Count == 0);

    /// <summary>Takes over what another copy of the library has to say; what is said already is not said again.</summary>
    public void Add(ReportNotes other) => Unpack(other.Pack());

    /// <summary>What a copy of the library has to say of what it recorded, for another one.</summary>
    public string[][] Pack() => [.. Kinds().Select(kind => kind.ToArray())];

    /// <summary>Takes over what <see cref="Pack"/> gave.</summary>
    public void Unpack(string[][] packed)
    {
        var kinds = Kinds();
        for (var i = 0; i < kinds.Length; i++)
        {
            var known = kinds[i].ToHashSet(StringComparer.Ordinal);
            // A plug-in that is loaded again and again may have something else to say each time.
            kinds[i].AddRange(packed[i].Where(known.Add).Take(Math.Max(0, MostOfOthers - kinds[i].Count)));
        }
    }

    /// <summary>A method that one copy or load did not call and another one did was called.</summary>
    public void RemoveNotCalled(MethodProfile method)
    {
        if (_neverCalled.Count + _notCalledSinceReset.Count == 0)
            return;
        var shown = Place(method.Name, method.File, method.BodyToken is null ? method.FirstLine : null);
        _neverCalled.Remove(shown);
        _notCalledSinceReset.Remove(shown);
    }

    // In the order in which they go from one copy to another.
    List<string>[] Kinds() => [_state, _unoptimized, _skipped, _neverCalled, _notCalledSinceReset, _replaced];

    // Without symbols nobody knows a line.
    static string Place(string name, string file, int? line) => line is { } number ? string.Create(CultureInfo.InvariantCulture, $"{name} ({file}:{number})") : $"{name} ({file})";

    public string[] ToArray() => [.. _state, .. Replaced(), .. Unoptimized(), .. _overLimit, .. _outsideCalls, .. _skipped, .. NotCalled(), .. Unwoven()];

    IEnumerable<string> Replaced()
    {
        if (_replaced.Count > 0)
            yield return $"Replaced while the program ran (hot reload): {Names(_replaced)}. What new bodies allocate is not recorded, so the figures are those up to then, marked with >=. Start the program again to measure the new ones.";
    }

    IEnumerable<string> Unoptimized()
    {
        if (_unoptimized.Count > 0)
            yield return $"Built without optimisation: {Names(_unoptimized)}. Built with it (-c Release), lines may allocate less than shown here.";
    }

    IEnumerable<string> NotCalled()
    {
        if (_neverCalled.Count > 0)
            yield return $"Never called: {Names(_neverCalled)}. Call what you want to see before the report, or take [Profile] off.";
        if (_notCalledSinceReset.Count > 0)
            yield return $"Not called since MemoryReport.Reset(): {Names(_notCalledSinceReset)}. Call what you want to see after it.";
    }

    IEnumerable<string> Unwoven()
    {
        foreach (var (assembly, names) in _unwoven.OrderBy(a => a.Key, StringComparer.Ordinal))
            yield return $"Not woven: {Names(names)} in {assembly}. {WeaverMend.For(assembly)}";
    }

    static string Names(List<string> names)
    {
        var shown = string.Join(", ", names.Take(NamesPerNote));
        return names.Count <= NamesPerNote
            ? shown
            : string.Create(CultureInfo.InvariantCulture, $"{shown} and {names.Count - NamesPerNote} more");
    }
}
