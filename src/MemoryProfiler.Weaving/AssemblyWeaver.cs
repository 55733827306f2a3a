using MemoryProfiler.Methods.Maps;
using MemoryProfiler.Weaving.Bodies;
using MemoryProfiler.Weaving.Diagnostics;
using MemoryProfiler.Weaving.Facts;
using MemoryProfiler.Weaving.Il;
using MemoryProfiler.Weaving.Mapping;
using MemoryProfiler.Weaving.Naming;
using MemoryProfiler.Weaving.Planning;
using MemoryProfiler.Weaving.Rewriting;
using MemoryProfiler.Weaving.Runtime;
using MemoryProfiler.Weaving.Selection;
using MemoryProfiler.Weaving.Source;
using Mono.Cecil;

namespace MemoryProfiler.Weaving;

/// <summary>
/// Weaves one assembly: selects methods, rewrites their bodies, adds the map and the registration. Knows nothing of the
/// host that reads and writes the module.
/// </summary>
public sealed class AssemblyWeaver
{
    readonly ModuleDefinition _module;
    readonly WeavingOptions _options;
    readonly SourceFiles _files;
    readonly DeclarationLocator _locator;
    readonly BodyFinder _bodies;
    readonly List<WeavingDiagnostic> _diagnostics = [];
    readonly List<MapEntry> _entries = [];
    readonly List<(int Index, long Bytes)> _breakLimits = [];
    readonly List<SkippedEntry> _skipped = [];
    readonly List<string> _withoutSymbols = [];
    readonly List<string> _inlinedNames = [];
    readonly InlinedFunctions _inlined;
    readonly Closures _closures;
    MethodGroups? _groups;
    CountedCalls? _counted;
    int _bodyCount;
    int _probeCount;
    int _countingProbeCount;

    /// <summary>Prepares the weaving of a module that was read with its symbols, if it has any.</summary>
    public AssemblyWeaver(ModuleDefinition module, WeavingOptions options)
    {
        _module = module;
        _options = options;
        _files = new SourceFiles(options.ProjectDirectory, options.SourceRoots, new SourceLink(module), new SourceText(module));
        _locator = new DeclarationLocator(_files);
        _bodies = new BodyFinder(_files, options.AllMethods || HasOffsetsOnly);
        _closures = new Closures(module);
        _inlined = new InlinedFunctions(module);
    }

    /// <summary>Weaves; the module is changed in place. A module of which nothing is selected, and one that cannot be woven, is not touched.</summary>
    public WeavingResult Weave()
    {
        if (ModuleCheck.Refuse(_module) is { } refusal)
            return new WeavingResult(0, 0, 0, []) { Refusal = refusal };
        var selector = new MethodSelector(_module, _options);
        var selected = selector.Select();
        var (unmatchedIncludes, unmatchedExcludes) = (selector.UnmatchedIncludes.ToList(), selector.UnmatchedExcludes.ToList());
        SayUnmatched("MemoryProfilerInclude", unmatchedIncludes);
        SayUnmatched("MemoryProfilerExclude", unmatchedExcludes);
        if (selected.Count == 0)
            return Result();
        if (HasOffsetsOnly)
            selected.AddRange(MethodParts.Of(selected.ConvertAll(method => method.Method)).Select(part => new SelectedMethod(part, Mark: null, IsDirect: false)));
        var runtime = new RuntimeReferences(_module);
        if (!_options.ReadEveryLine)
            _counted = new CountedCalls(new AllocationFacts(Around(selected)), selected);
        _groups = new MethodGroups(Around(selected), selected.Select(method => method.Method));
        foreach (var method in selected)
            Weave(method, runtime);
        SayWithoutSymbols();
        SayInlined();
        SayChanged();
        runtime.AddRegistration(_entries.Count, _breakLimits);
        new MapWriter(_options.EmbedSource).Write(_module, _entries, _skipped);
        return Result();

        WeavingResult Result() => new(_entries.Count, _bodyCount, _probeCount, _diagnostics)
        {
            CountingProbeCount = _countingProbeCount,
            UnmatchedIncludes = unmatchedIncludes,
            UnmatchedExcludes = unmatchedExcludes,
        };
    }

    bool HasOffsetsOnly => _options.OffsetsWithoutSymbols && !_module.HasSymbols;

    void Weave(SelectedMethod selected, RuntimeReferences runtime)
    {
        var method = selected.Method;
        if (_bodies.IsFound(method))
            return;
        var name = SourceNames.Method(method);
        if (BodyCheck.Refuse(method, name) is { } refusal)
        {
            // A mark around it cannot mean what was never written with a body.
            if (selected.IsDirect || refusal.Code != DiagnosticCodes.NoBody)
                Skip(method, name, refusal);
            return;
        }
        var bodies = _bodies.Find(method);
        if (bodies[0] is { Visible.Count: 0, HasOffsetsOnly: false })
        {
            if (!_module.HasSymbols)
                SkipWithoutSymbols(name);
            else if (selected.IsDirect)
                Skip(method, name, BodyCheck.RefuseWithoutLines(name));
            return;
        }
        if (_inlined.Has(method))
            AddInlined(selected, name);
        if (!selected.HasLines)
        {
            // What may run on other threads is not in the call's two ends.
            var leaving = Handing.MayLeave(bodies);
            bodies = [.. bodies.Where(body => body.IsCall || leaving.Contains(body.Written)).Select(body => body with { Probed = [] })];
        }
        var lines = bodies[0].HasOffsetsOnly
            ? new MappedLines(bodies[0])
            : new MappedLines(method, bodies, onlyDeclaration: !selected.HasLines, _files);
        if (Size(selected, selected.BreakAbove, "[Profile(BreakAbove)]", lines) is { } breakLimit)
            _breakLimits.Add((_entries.Count, breakLimit));
        var limit = Size(selected, selected.LimitText, "[MaxAllocation]", lines);
        var sums = new List<(int Slot, int Added)>();
        // The entry has no probe of a line's.
        var kinds = new List<ProbeKind> { ProbeKind.None };
        _entries.Add(new MapEntry(name, SourceNames.FullMethod(method, name), lines, kinds, 1 + (bodies[0].Kind == BodyKind.Whole ? bodies[0].Probed.Count : 0), sums, Smaller(limit, Size(selected, selected.MaxAllocated, "[Profile(MaxAllocated)]", lines)),
            bodies[0].HasOffsetsOnly ? bodies[0].Method.MetadataToken.ToInt32() : 0));
        if (limit is not null && BodyCheck.RefuseLimit(bodies[0], name) is { } refused)
            _diagnostics.Add(new WeavingDiagnostic(refused.Code, refused.Message, _locator.Find(method)));
        else
            bodies = bodies.ConvertAll(body => body.IsCall ? body with { Limit = limit } : body);
        var counting = _counted?.Of(bodies) ?? Counting.No;
        if (counting != Counting.No)
            kinds[0] = ProbeKind.Call;
        var next = 1;
        var all = new List<(ProfiledBody Body, List<ProbePoint> Points)>(bodies.Count);
        foreach (var body in bodies)
        {
            var byOffset = new OffsetIndex(body.Method.Body.Instructions);
            var points = new List<ProbePoint>(body.Probed.Count);
            foreach (var point in body.Probed)
            {
                points.Add(new ProbePoint(byOffset[point.Offset], next, lines.LineSlot(next)));
                next++;
            }
            all.Add((body, points));
        }
        var handing = new Handing(all, _closures, _groups!);
        foreach (var (body, points) in all)
        {
            var woven = MethodWeaver.Weave(body, _entries.Count - 1, lines.Slots.Length, points, handing, runtime, _counted, counting);
            kinds.AddRange(woven.Kinds);
            sums.AddRange(woven.DerivedCounts);
            _countingProbeCount += woven.CountingProbes;
            _bodyCount++;
            _probeCount += points.Count;
        }
    }

    // What a compiler made of a method stands in the same outermost type.
    static IEnumerable<MethodDefinition> Around(IEnumerable<SelectedMethod> selected) =>
        selected.Select(method => SourceNames.Outermost(method.Method.DeclaringType)).Distinct().SelectMany(MethodsIn);

    static IEnumerable<MethodDefinition> MethodsIn(TypeDefinition type) => type.Methods.Concat(type.NestedTypes.SelectMany(MethodsIn));

    static long? Smaller(long? one, long? other) => one is { } a && other is { } b ? Math.Min(a, b) : one ?? other;

    long? Size(SelectedMethod selected, string? text, string mark, MappedLines lines)
    {
        if (text is null)
            return null;
        if (ByteSize.TryParse(text, out var bytes, out var error))
            return bytes;
        var location = _locator.Find(selected.Method);
        _diagnostics.Add(new WeavingDiagnostic(DiagnosticCodes.BadSize, $"{mark} of {SourceNames.Method(selected.Method)}: {error}", location ?? new SourceLocation(lines.File.DisplayPath, lines.First, 1)));
        return null;
    }

    void Skip(MethodDefinition method, string name, (string Code, string Message) refusal)
    {
        var diagnostic = new WeavingDiagnostic(refusal.Code, refusal.Message, _locator.Find(method));
        _diagnostics.Add(diagnostic);
        var location = diagnostic.Location is { } at ? $"{Path.GetFileName(at.File)}:{at.Line}" : _module.Name;
        _skipped.Add(new SkippedEntry(name, location, diagnostic.ToString()));
    }

    void SkipWithoutSymbols(string name)
    {
        _withoutSymbols.Add(name);
        _skipped.Add(new SkippedEntry(name, _module.Name, $"{DiagnosticCodes.NoSymbols}: {name} {BodyCheck.WithoutSymbols}"));
    }

    void AddInlined(SelectedMethod selected, string name)
    {
        if (selected.IsDirect)
            _diagnostics.Add(new WeavingDiagnostic(DiagnosticCodes.Inlined, InlinedFunctions.Message([name]), _locator.Find(selected.Method)));
        else
            _inlinedNames.Add(name);
    }

    // One message for all that have no mark of their own: a whole assembly may have many.
    void SayInlined()
    {
        if (_inlinedNames.Count > 0)
            _diagnostics.Add(new WeavingDiagnostic(DiagnosticCodes.Inlined, InlinedFunctions.Message(_inlinedNames), null));
    }

    // A build has just compiled what is there.
    void SayChanged()
    {
        if (_options.IsBuilt && _options.EmbedSource && _files.Changed.Count > 0)
            _diagnostics.Add(new WeavingDiagnostic(DiagnosticCodes.ChangedSource, SourceMessages.Changed(_module.Name, _files.Changed), null));
    }

    void SayUnmatched(string option, IEnumerable<string> patterns)
    {
        foreach (var pattern in patterns)
            _diagnostics.Add(new WeavingDiagnostic(DiagnosticCodes.UnmatchedPattern, $"{option} \"{pattern}\" matches no method of {_module.Name}. Write Namespace.Type.Method, with * for any text and ? for one character, or take it out.", null));
    }

    // One message for the assembly: its mend is one line in the project.
    void SayWithoutSymbols()
    {
        if (_withoutSymbols.Count > 0)
            _diagnostics.Add(new WeavingDiagnostic(DiagnosticCodes.NoSymbols, $"{string.Join(", ", _withoutSymbols)}: {BodyCheck.WithoutSymbols}", null));
    }
}
