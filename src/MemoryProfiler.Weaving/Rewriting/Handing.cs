using MemoryProfiler.Weaving.Bodies;
using MemoryProfiler.Weaving.Il;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace MemoryProfiler.Weaving.Rewriting;

/// <summary>
/// What the bodies of one profiled method hand out as delegates, which may run on any thread. It says which closures have
/// to name the call that made them, where other delegates are to be noted, and on which lines.
/// </summary>
sealed class Handing
{
    const int HomeBits = 16;
    const int MaxHomes = 4;

    readonly Closures _closures;
    readonly MethodGroups _groups;
    readonly List<(ProfiledBody Body, List<ProbePoint> Points)> _bodies;
    readonly Dictionary<MethodDefinition, ProfiledBody> _parts;
    readonly HashSet<MethodDefinition> _delegates = [];
    readonly Dictionary<MethodDefinition, HashSet<(ProfiledBody Body, int Slot)>> _places = [];
    readonly Dictionary<MethodBody, List<(DelegateSite Site, int? Group)>> _noted = [];

    public Handing(List<(ProfiledBody Body, List<ProbePoint> Points)> bodies, Closures closures, MethodGroups groups)
    {
        _closures = closures;
        _groups = groups;
        _bodies = bodies;
        _parts = bodies.Where(body => !body.Body.IsCall && body.Body.Kind is not (BodyKind.Disposal or BodyKind.Finally)).ToDictionary(body => body.Body.Written, body => body.Body);
        var leaving = new List<(MethodBody Body, DelegateSite Site)>();
        foreach (var (body, points) in bodies)
        {
            AddPlaces(body, points);
            foreach (var (site, mayLeave) in Sites(body.Method.Body))
            {
                var isPart = _parts.ContainsKey(site.Target);
                if (isPart)
                    _delegates.Add(site.Target);
                if (mayLeave && (isPart ? !IsComputation(_parts[site.Target]) : groups.Find(site.Target) is not null))
                    leaving.Add((body.Method.Body, site));
            }
        }
        foreach (var (body, site) in leaving)
            Note(body, site);
    }

    /// <summary>What delegates run that some bodies make and that may run on other threads.</summary>
    public static HashSet<MethodDefinition> MayLeave(IEnumerable<ProfiledBody> bodies) =>
        [.. bodies.SelectMany(body => Sites(body.Method.Body)).Where(made => made.MayLeave).Select(made => made.Site.Target)];

    static IEnumerable<(DelegateSite Site, bool MayLeave)> Sites(MethodBody body)
    {
        var sites = DelegateSite.In(body);
        if (sites.Count == 0)
            return [];
        var depths = StackDepth.Before(body);
        return sites.Select(site => (site, !site.IsSynchronous(depths)));
    }

    void AddPlaces(ProfiledBody body, List<ProbePoint> points)
    {
        foreach (var at in body.Method.Body.Instructions)
        {
            if (at.Operand is not MethodReference called || called.Name[0] != '<'
                || (called as MethodDefinition ?? called.GetElementMethod().Resolve()) is not { } part || !_parts.ContainsKey(part))
            {
                continue;
            }
            if (!_places.TryGetValue(part, out var places))
                _places.Add(part, places = []);
            places.Add((body, points.LastOrDefault(point => point.At.Offset <= at.Offset)?.LineSlot ?? 0));
        }
    }

    // Whoever's it is, it allocates nothing.
    static bool IsComputation(ProfiledBody part)
    {
        if (part.Kind != BodyKind.Whole)
            return false;
        part.Method.Body.SimplifyMacros();
        return Computation.IsAllOf(part.Method.Body);
    }

    void Note(MethodBody body, DelegateSite site)
    {
        var isPart = _parts.ContainsKey(site.Target);
        // An iterator's call is not one thing that a closure could name: each of its segments is.
        if (isPart && Closures.IsClosure(site.Target.DeclaringType) && _bodies[0].Body.Kind != BodyKind.Iterator
            && _closures.TryMark(site.Target.DeclaringType, _bodies.Select(known => known.Body.Method.Body)))
        {
            return;
        }
        if (!_noted.TryGetValue(body, out var sites))
            _noted.Add(body, sites = []);
        sites.Add((site, isPart ? null : _groups.Find(site.Target)));
    }

    /// <summary>The field that says what call made the closure that an instruction makes, or null.</summary>
    public FieldReference? FieldMadeBy(Instruction at) => _closures.FieldMadeBy(at);

    /// <summary>
    /// The instructions of a body before which it is to be noted that a delegate is handed out. The delegate runs a part,
    /// or a method with a number of its own.
    /// </summary>
    public IEnumerable<(Instruction At, int? Group)> NotedIn(MethodBody body)
    {
        if (!_noted.TryGetValue(body, out var sites))
            yield break;
        foreach (var (site, group) in sites)
        {
            if (site.Cache is not { } cache)
            {
                yield return (site.Function, group);
                continue;
            }
            // The delegate is made once and loaded each time.
            foreach (var at in body.Instructions.Where(at => at.OpCode.Code == Code.Ldsfld && ((FieldReference)at.Operand).FullName == cache.FullName))
                yield return (at, group);
        }
    }

    /// <summary>Whether delegates run a part.</summary>
    public bool IsDelegate(ProfiledBody part) => !part.IsCall && part.Kind is BodyKind.Whole or BodyKind.Async or BodyKind.RuntimeAsync && !part.HasTailCalls && _delegates.Contains(part.Written);

    /// <summary>The number of a method by which it is noted that delegates to it are handed out. It is null if there are none.</summary>
    public int? GroupOf(ProfiledBody body) => body is { IsCall: true, Kind: BodyKind.Whole or BodyKind.Async or BodyKind.RuntimeAsync, HasTailCalls: false } ? _groups.Find(body.Written) : null;

    /// <summary>
    /// The fields that lead from a part's first argument to what call made its closure. There are none if it does not
    /// say.
    /// </summary>
    public List<FieldReference> OwnerOf(ProfiledBody part)
    {
        if (part.Written.IsStatic)
            return [];
        if (part.Kind is BodyKind.Whole or BodyKind.RuntimeAsync)
            return _closures.FieldInside(part.Written.DeclaringType) is { } field ? [field] : [];
        var holder = part.Method.Body.Instructions.Where(at => at.OpCode.Code == Code.Ldfld).Select(at => (FieldReference)at.Operand).FirstOrDefault(loaded => loaded.Name == "<>4__this");
        return holder is not null && _closures.FieldOf(holder) is { } inside ? [holder, inside] : [];
    }

    /// <summary>
    /// The lines that a part is handed out or called on, from the inside out. Each is 16 bits, its slot plus one. It is 0
    /// if nobody can say.
    /// </summary>
    public long HomesOf(ProfiledBody part)
    {
        long homes = 0;
        var seen = new HashSet<ProfiledBody>();
        for (var i = 0; i < MaxHomes && !part.IsCall && seen.Add(part); i++)
        {
            if (!_places.TryGetValue(part.Written, out var places) || places.Count != 1)
                break;
            var (body, slot) = places.Single();
            if (slot >= (1 << HomeBits) - 1)
                break;
            homes |= (long)(slot + 1) << (i * HomeBits);
            part = body;
        }
        // The highest bit is the sign.
        return homes & long.MaxValue;
    }
}
