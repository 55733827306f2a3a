using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Weaving.Bodies;
using MemoryProfiler.Weaving.Planning;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>A body made instruction by instruction, with the points in it.</summary>
sealed class HandMadeBody : IDisposable
{
    readonly List<(Instruction At, Instruction Line)> _points = [];

    public HandMadeBody()
    {
        Module = HandMade.Module(out var method);
        Method = method;
    }

    public ModuleDefinition Module { get; }

    public MethodDefinition Method { get; }

    /// <summary>All operation codes there are.</summary>
    public static IEnumerable<OpCode> Codes => typeof(OpCodes).GetFields().Select(known => (OpCode)known.GetValue(null)!).OrderBy(code => code.Code);

    public static Instruction Nop() => Instruction.Create(OpCodes.Nop);

    /// <summary>An instruction of any name, which need not make sense.</summary>
    public static Instruction With(string name, object? operand = null)
    {
        var instruction = Nop();
        instruction.OpCode = Codes.Single(code => code.Name == name);
        instruction.Operand = operand;
        return instruction;
    }

    /// <summary>Adds a point that does nothing.</summary>
    /// <param name="line">The first point of its line; itself by default.</param>
    public Instruction Point(Instruction? line = null) => AppendPoint(Nop(), line);

    /// <summary>Adds an instruction as a point.</summary>
    /// <param name="at">The instruction.</param>
    /// <param name="line">The first point of its line; itself by default.</param>
    public Instruction AppendPoint(Instruction at, Instruction? line = null)
    {
        Append(at);
        _points.Add((at, line ?? at));
        return at;
    }

    public void Append(Instruction instruction) => Method.Body.Instructions.Add(instruction);

    public void Emit(OpCode code) => Append(Instruction.Create(code));

    /// <summary>Adds a jump.</summary>
    /// <param name="code">The jump.</param>
    /// <param name="target">Where to.</param>
    /// <param name="condition">What it looks at, if anything.</param>
    public void Branch(OpCode code, Instruction target, Instruction? condition = null)
    {
        if (condition is not null)
            Append(condition);
        Append(Instruction.Create(code, target));
    }

    /// <summary>Adds a jump that is taken or not.</summary>
    public void Fork(Instruction target) => Branch(OpCodes.Brtrue, target, Instruction.Create(OpCodes.Ldc_I4_1));

    public void Allocate()
    {
        Append(Instruction.Create(OpCodes.Newobj, Module.ImportReference(typeof(object).GetConstructor([]))));
        Emit(OpCodes.Pop);
    }

    /// <summary>Adds a try that jumps within itself and is left, and its handler; nothing in them allocates.</summary>
    /// <param name="type">The handler's kind.</param>
    /// <param name="leavesHandler">Whether the handler is left for what is behind it, and the try for the end, or the other way round.</param>
    /// <param name="line">The first point of the line that all its points are of; by default each has its own.</param>
    public (Instruction InTry, Instruction Handler, Instruction After) Try(ExceptionHandlerType type, bool leavesHandler = true, Instruction? line = null)
    {
        var (start, inTry, after, end) = (Nop(), Nop(), Nop(), Nop());
        Append(start);
        Branch(OpCodes.Leave, inTry);
        AppendPoint(inTry, line);
        Branch(OpCodes.Leave, leavesHandler ? end : after);
        var filter = type == ExceptionHandlerType.Filter ? Point(line) : null;
        if (filter is not null)
            Emit(OpCodes.Endfilter);
        var handler = Point(line);
        if (type is ExceptionHandlerType.Finally or ExceptionHandlerType.Fault)
            Emit(OpCodes.Endfinally);
        else
            Branch(OpCodes.Leave, leavesHandler ? after : end);
        AppendPoint(after, line);
        Append(end);
        Method.Body.ExceptionHandlers.Add(new ExceptionHandler(type)
        {
            TryStart = start,
            TryEnd = filter ?? handler,
            FilterStart = filter,
            HandlerStart = handler,
            HandlerEnd = after,
        });
        return (inTry, filter ?? handler, after);
    }

    /// <summary>Ends the body; its points.</summary>
    public PointIndex End()
    {
        Emit(OpCodes.Ret);
        var instructions = Method.Body.Instructions;
        for (var i = 0; i < instructions.Count; i++)
            instructions[i].Offset = i;
        return new PointIndex([.. _points.Select(point => new ProbePoint(point.At, Slot(point.At), Slot(point.Line)))]);

        int Slot(Instruction at) => 1 + _points.FindIndex(point => point.At == at);
    }

    /// <inheritdoc/>
    public void Dispose() => Module.Dispose();
}
