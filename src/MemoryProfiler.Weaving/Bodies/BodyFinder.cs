using MemoryProfiler.Weaving.Il;
using MemoryProfiler.Weaving.Source;
using Mono.Cecil;

namespace MemoryProfiler.Weaving.Bodies;

/// <summary>
/// Finds all bodies a method is compiled into. These are its own, and those of the lambdas and local functions it refers
/// to, directly or through one another (<see cref="MethodParts"/>). An iterator also has its Dispose and finally blocks.
/// Without lines a method has its own body alone: a lambda is then a method of its own.
/// </summary>
/// <param name="files">Finds source text.</param>
/// <param name="offsetsWithoutLines">Whether a method without lines gets IL offsets instead.</param>
sealed class BodyFinder(SourceFiles files, bool offsetsWithoutLines)
{
    readonly HashSet<MethodDefinition> _found = [];

    /// <summary>
    /// Whether the method's body belongs to one that was found before, as a lambda's does. A finally block of an iterator
    /// counts as found: it is nothing by itself.
    /// </summary>
    public bool IsFound(MethodDefinition method) => _found.Contains(method) || IteratorFinally.Is(method);

    /// <summary>The method's own body first; none of them was found for another method.</summary>
    public List<ProfiledBody> Find(MethodDefinition method)
    {
        var bodies = FindLines(method);
        if (bodies[0].Visible.Count == 0 && offsetsWithoutLines)
            bodies = Offsets(method);
        foreach (var body in bodies)
        {
            _found.Add(body.Method);
            // What starts a lambda that is async comes again as a method of its own where all methods are wanted.
            _found.Add(body.Written);
        }
        return bodies;
    }

    static List<ProfiledBody> Offsets(MethodDefinition method)
    {
        var machine = StateMachine.Of(method);
        var body = machine?.MoveNext ?? method;
        BodyEditor.RenewOffsets(body.Body);
        var points = StatementStarts.Find(body);
        return [new ProfiledBody(body, IsCall: true, machine, points, points) { HasOffsetsOnly = true }, .. Disposal(machine, isCall: true)];
    }

    List<ProfiledBody> FindLines(MethodDefinition method)
    {
        var seen = new HashSet<MethodDefinition> { method };
        var pending = new Queue<MethodDefinition>(seen);
        var bodies = new List<ProfiledBody>();
        while (pending.Count > 0)
        {
            var current = pending.Dequeue();
            if (current != method && BodyCheck.Refuse(current, current.Name) is not null)
                continue;
            var machine = StateMachine.Of(current);
            var body = machine?.MoveNext ?? current;
            BodyEditor.RenewOffsets(body.Body);
            Add(bodies, body, machine, isCall: current == method);
            foreach (var part in MethodParts.In(body, method).Concat(machine?.Dispose is { } dispose ? MethodParts.In(dispose, method) : []))
            {
                if (!_found.Contains(part) && seen.Add(part))
                    pending.Enqueue(part);
            }
        }
        return new PartStarts(bodies, files).Find();
    }

    void Add(List<ProfiledBody> bodies, MethodDefinition method, StateMachine? machine, bool isCall)
    {
        var visible = ProbedPoints.Visible(method);
        if (!isCall && (visible.Count == 0 || TailCall.IsIn(method.Body)))
            return;
        var body = new ProfiledBody(method, isCall, machine, visible, ProbedPoints.Select(method, visible, files));
        // A finally block without a line of its own runs on in the one before it.
        if (body.Kind == BodyKind.Finally && body.Probed.Count == 0)
            return;
        bodies.Add(body);
        bodies.AddRange(Disposal(machine, isCall));
    }

    static List<ProfiledBody> Disposal(StateMachine? machine, bool isCall)
    {
        if (machine?.Dispose is not { } dispose)
            return [];
        BodyEditor.RenewOffsets(dispose.Body);
        return [new ProfiledBody(dispose, isCall, machine, Visible: [], Probed: [])];
    }
}
