using MemoryProfiler.Fody.Tests.Support;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Planning;

/// <summary>
/// Writes one method <c>static int M(int seed, int fuel, Cell cell)</c> of random IL: blocks that branch, switch and
/// leave wherever IL allows, in regions of try, catch, filter, finally and fault, with loops as compilers write them. Each
/// jump burns fuel; without any, a region ends.
/// </summary>
sealed class RandomBody
{
    const int MaxDepth = 2;

    readonly Random _random;
    readonly MethodDefinition _method;
    readonly MethodBody _body;
    readonly RandomStatements _statements;
    readonly List<(Instruction At, int Line)> _points = [];
    // The regions around the place being written, outermost first.
    readonly List<Region> _regions = [];
    int _line = 100;

    RandomBody(MethodDefinition method, IReadOnlyList<MethodDefinition> callees, FieldDefinition @static, Random random)
    {
        _random = random;
        _method = method;
        _body = method.Body;
        _statements = new RandomStatements(method, callees, @static, random);
    }

    /// <summary>Writes the body and its sequence points.</summary>
    /// <param name="method">The method, which has its parameters and no body.</param>
    /// <param name="callees">Methods of the same signature that it may call.</param>
    /// <param name="static">A static reference whose type has a static constructor that allocates.</param>
    /// <param name="random">The source of chance.</param>
    public static void Write(MethodDefinition method, IReadOnlyList<MethodDefinition> callees, FieldDefinition @static, Random random) =>
        new RandomBody(method, callees, @static, random).Run();

    void Run()
    {
        var end = Nop();
        Blocks(new Region(RegionKind.Root, end));
        Append(end);
        Append(Instruction.Create(OpCodes.Ldarg, _method.Parameters[0]));
        Append(Instruction.Create(OpCodes.Ret));
        for (var i = 0; i < _body.Instructions.Count; i++)
            _body.Instructions[i].Offset = i;
        var document = new Document("Random.il");
        foreach (var (at, line) in _points)
            _method.DebugInformation.SequencePoints.Add(new SequencePoint(at, document) { StartLine = line, EndLine = line, StartColumn = 1, EndColumn = 5 });
    }

    void Blocks(Region region)
    {
        for (var i = _random.Next(2, 6); i > 0; i--)
            region.Blocks.Add(Nop());
        _regions.Add(region);
        foreach (var block in region.Blocks)
        {
            Point(() => Append(block));
            for (var i = _random.Next(4); i > 0; i--)
                Point(() => _statements.Write(Append));
            if (_regions.Count <= MaxDepth && _random.Next(4) == 0)
                Try();
            else if (_random.Next(4) == 0)
                Loop(MaxDepth);
            else
                Point(Jump);
        }
        _regions.RemoveAt(_regions.Count - 1);
    }

    void Try()
    {
        var kind = (RegionKind)_random.Next((int)RegionKind.Catch, (int)RegionKind.Fault + 1);
        var isCatch = kind is RegionKind.Catch or RegionKind.Filter;
        var (start, tryEnd, handler, handlerEnd, after) = (Nop(), Nop(), isCatch ? Instruction.Create(OpCodes.Pop) : Nop(), Nop(), Nop());
        Append(start);
        Blocks(new Region(RegionKind.Try, tryEnd));
        Append(tryEnd);
        Point(() => Append(Instruction.Create(OpCodes.Leave, after)));
        var filter = kind == RegionKind.Filter ? _statements.WriteFilter(Append) : null;
        Append(handler);
        Blocks(new Region(kind, handlerEnd));
        Append(handlerEnd);
        if (kind == RegionKind.Finally)
            _statements.WriteForks(Append);
        Append(isCatch ? Instruction.Create(OpCodes.Leave, after) : Instruction.Create(OpCodes.Endfinally));
        Point(() => Append(after));
        _body.ExceptionHandlers.Add(new ExceptionHandler(HandlerType(kind))
        {
            TryStart = start,
            TryEnd = filter ?? handler,
            FilterStart = filter,
            HandlerStart = handler,
            HandlerEnd = after,
            CatchType = kind == RegionKind.Catch ? _method.Module.TypeSystem.Object : null,
        });
    }

    void Jump()
    {
        var region = _regions[^1];
        var targets = region.Blocks;
        _statements.BurnFuel(Append, region.End);
        switch (_random.Next(6))
        {
            case 0:
                Append(Instruction.Create(OpCodes.Br, Any(targets)));
                break;
            case 1:
            case 2:
                _statements.WriteCondition(Append, Any(targets));
                break;
            case 3:
                _statements.WriteSwitch(Append, [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Any(targets))]);
                break;
            case 4 when _regions.Count > 1 && region.Kind is not (RegionKind.Finally or RegionKind.Fault):
                Append(Instruction.Create(OpCodes.Leave, Any(Outward())));
                break;
            default:
                // Falls through.
                break;
        }
    }

    /// <summary>Writes a loop whose increment and condition stand behind its body, mostly on the line that it begins with.</summary>
    void Loop(int depth)
    {
        var end = _regions[^1].End;
        var counter = _statements.Counter();
        var (start, increment, condition, after) = (Nop(), Nop(), Nop(), Nop());
        Point(() => RandomStatements.StartCounting(Append, counter));
        var line = _line;
        Append(Instruction.Create(OpCodes.Br, condition));
        Append(start);
        for (var i = _random.Next(4); i > 0; i--)
        {
            switch (_random.Next(10))
            {
                case 0:
                    Point(() => JumpTo(start, increment, condition, after));
                    break;
                case 1 when depth > 0:
                    Loop(depth - 1);
                    break;
                case 2 when _regions.Count <= MaxDepth:
                    Try();
                    break;
                default:
                    Point(() => _statements.Write(Append));
                    break;
            }
        }
        Point(() => Append(increment), line);
        RandomStatements.Count(Append, counter);
        Point(() => Append(condition), line);
        _statements.WriteLimit(Append, counter, start);
        Point(() => Append(after));
        if (_random.Next(10) == 0)
            JumpTo(start, increment, condition);

        void JumpTo(params List<Instruction> targets)
        {
            _statements.BurnFuel(Append, end);
            _statements.WriteCondition(Append, Any(targets));
        }
    }

    // From within a finally no further than to that.
    List<Instruction> Outward()
    {
        var targets = new List<Instruction>();
        for (var i = _regions.Count - 1; i > 0 && _regions[i].Kind is not (RegionKind.Finally or RegionKind.Fault); i--)
            targets.AddRange([.. _regions[i - 1].Blocks, _regions[i - 1].End]);
        return targets;
    }

    /// <summary>Gives what is written a line, mostly: a certain one or one of its own, or that of the one before.</summary>
    void Point(Action write, int? line = null)
    {
        var first = _body.Instructions.Count;
        write();
        if (_random.Next(5) == 0 || _body.Instructions.Count == first)
            return;
        if (line is null && _random.Next(4) != 0)
            _line++;
        _points.Add((_body.Instructions[first], line ?? _line));
    }

    void Append(Instruction instruction) => _body.Instructions.Add(instruction);

    Instruction Any(List<Instruction> targets) => targets[_random.Next(targets.Count)];

    static Instruction Nop() => Instruction.Create(OpCodes.Nop);

    static ExceptionHandlerType HandlerType(RegionKind kind) => kind switch
    {
        RegionKind.Catch => ExceptionHandlerType.Catch,
        RegionKind.Filter => ExceptionHandlerType.Filter,
        RegionKind.Finally => ExceptionHandlerType.Finally,
        _ => ExceptionHandlerType.Fault,
    };

    enum RegionKind
    {
        Root,
        Try,
        Catch,
        Filter,
        Finally,
        Fault,
    }

    sealed record Region(RegionKind Kind, Instruction End)
    {
        public List<Instruction> Blocks { get; } = [];
    }
}
