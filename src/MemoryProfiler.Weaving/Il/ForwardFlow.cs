using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Il;

/// <summary>
/// A forward data flow over a body as compiled: what holds before each instruction, on whatever path control came.
/// Handlers, which the runtime enters with an exception it made, and what is not understood begin with the worst. What
/// holds is a positive number that the derived class chooses.
/// </summary>
abstract class ForwardFlow
{
    readonly MethodBody _body;
    readonly int _worst;
    // By offset; 0 where nothing has led to.
    readonly int[] _before;
    readonly Stack<(Instruction At, int State)> _pending = new();

    /// <summary>Prepares the flow.</summary>
    /// <param name="body">The body with nothing inserted; its instructions have their offsets.</param>
    /// <param name="worst">What holds where nothing is known.</param>
    protected ForwardFlow(MethodBody body, int worst)
    {
        _body = body;
        _worst = worst;
        _before = new int[body.Instructions[body.Instructions.Count - 1].Offset + 1];
    }

    /// <summary>What holds where two ways meet.</summary>
    protected abstract int Join(int one, int other);

    /// <summary>What holds behind an instruction.</summary>
    protected abstract int Behind(Instruction at, int before);

    /// <summary>What holds before an instruction; 0 if nothing leads to it.</summary>
    protected int Before(Instruction at) => _before[at.Offset];

    /// <summary>Follows all ways.</summary>
    /// <param name="atEntry">What holds at the body's start.</param>
    protected void Run(int atEntry)
    {
        _pending.Push((_body.Instructions[0], atEntry));
        foreach (var handler in _body.ExceptionHandlers)
        {
            _pending.Push((handler.HandlerStart, _worst));
            if (handler.FilterStart is not null)
                _pending.Push((handler.FilterStart, _worst));
        }
        while (_pending.Count > 0)
        {
            var (at, state) = _pending.Pop();
            Follow(at, state);
        }
    }

    void Follow(Instruction? at, int state)
    {
        for (; at is not null && Reach(at, state); at = at.Next)
        {
            state = Behind(at, _before[at.Offset]);
            if (at.Operand is Instruction target)
                _pending.Push((target, IsLeave(at) && RunsOtherCode(at, target) ? _worst : state));
            else if (at.Operand is Instruction[] targets)
            {
                foreach (var arm in targets)
                    _pending.Push((arm, state));
            }
            if (at.OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw)
                return;
        }
    }

    /// <summary>Whether it is news that control gets here in this way.</summary>
    bool Reach(Instruction at, int state)
    {
        ref var before = ref _before[at.Offset];
        var joined = before == 0 ? state : Join(before, state);
        if (joined == before)
            return false;
        before = joined;
        return true;
    }

    static bool IsLeave(Instruction at) => at.OpCode.Code is Code.Leave or Code.Leave_S;

    // A finally on the way; and behind a catch the runtime still cleans up after the exception.
    bool RunsOtherCode(Instruction from, Instruction to) => _body.ExceptionHandlers.Any(handler =>
        (handler.HandlerType is ExceptionHandlerType.Finally or ExceptionHandlerType.Fault && Leaves(from, to, handler.TryStart, handler.TryEnd))
        || Leaves(from, to, handler.HandlerStart, handler.HandlerEnd));

    static bool Leaves(Instruction from, Instruction to, Instruction start, Instruction? end) =>
        IsWithin(from, start, end) && !IsWithin(to, start, end);

    static bool IsWithin(Instruction at, Instruction start, Instruction? end) =>
        at.Offset >= start.Offset && (end is null || at.Offset < end.Offset);
}
