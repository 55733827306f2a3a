using MemoryProfiler.Weaving.Il;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Bodies;

/// <summary>
/// Follows the start of a body: the one way that every run of it takes. It goes through jumps and through the dispatch of
/// a state machine that has not begun.
/// </summary>
sealed class BodyStart
{
    readonly HashSet<int> _points;
    readonly int _state;
    readonly Dictionary<int, int> _locals = [];
    readonly Stack<int?> _stack = new();
    readonly HashSet<Instruction> _seen = [];

    BodyStart(ProfiledBody body)
    {
        _points = [.. body.Probed.Select(point => point.Offset)];
        _state = body.Kind switch { BodyKind.Iterator => 0, BodyKind.AsyncIterator => -3, _ => -1 };
        IsKnown = body.StateMachine is null;
        Begin = body.Method.Body.Instructions[0];
        Follow(Begin);
    }

    /// <summary>The first instruction behind the dispatch.</summary>
    public Instruction Begin { get; private set; }

    /// <summary>Whether the dispatch of a state machine was understood: not that of other compilers than C#'s.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>The offset of the point that every run reaches first; null if there is no such one.</summary>
    public int? First { get; private set; }

    /// <summary>Follows the start of a body whose instructions have their offsets.</summary>
    public static BodyStart Of(ProfiledBody body) => new(body);

    /// <summary>Whether something may be allocated behind the start and before the first point on any way.</summary>
    public bool MayAllocate()
    {
        var seen = new HashSet<Instruction>();
        var pending = new Stack<Instruction>();
        pending.Push(Begin);
        while (pending.Count > 0)
        {
            for (var at = pending.Pop(); at is not null && !_points.Contains(at.Offset) && seen.Add(at); at = at.Next)
            {
                if (Allocation.IsPossible(at) && at.OpCode.FlowControl != FlowControl.Return)
                    return true;
                foreach (var target in BranchTargets.Of([at]))
                    pending.Push(target);
                if (at.OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw)
                    break;
            }
        }
        return false;
    }

    void Follow(Instruction? at)
    {
        while (at is not null && _seen.Add(at))
        {
            if (_points.Contains(at.Offset))
            {
                First = at.Offset;
                return;
            }
            at = Next(at);
        }
    }

    // Null where nobody can say.
    Instruction? Next(Instruction at)
    {
        switch (at.OpCode.FlowControl)
        {
            case FlowControl.Branch:
                return (Instruction)at.Operand;
            case FlowControl.Cond_Branch:
                var next = Jump(at);
                if (next is not null && !BranchLandings.IsBreakpoint(at))
                    Begin = next;
                return next;
            case FlowControl.Return or FlowControl.Throw:
                return null;
            default:
                Run(at);
                return at.Next;
        }
    }

    // Where a branch goes whose operands are known.
    Instruction? Jump(Instruction at)
    {
        if (Pop() is not { } right)
            return null;
        switch (at.OpCode.Code)
        {
            case Code.Switch:
                var arms = (Instruction[])at.Operand;
                return right >= 0 && right < arms.Length ? arms[right] : at.Next;
            case Code.Brtrue or Code.Brtrue_S:
                return right != 0 ? (Instruction)at.Operand : at.Next;
            case Code.Brfalse or Code.Brfalse_S:
                return right == 0 ? (Instruction)at.Operand : at.Next;
        }
        if (Pop() is not { } left)
            return null;
        bool? jumps = at.OpCode.Code switch
        {
            Code.Beq or Code.Beq_S => left == right,
            Code.Bne_Un or Code.Bne_Un_S => left != right,
            Code.Bgt or Code.Bgt_S => left > right,
            Code.Bge or Code.Bge_S => left >= right,
            Code.Blt or Code.Blt_S => left < right,
            Code.Ble or Code.Ble_S => left <= right,
            Code.Bgt_Un or Code.Bgt_Un_S => (uint)left > (uint)right,
            Code.Bge_Un or Code.Bge_Un_S => (uint)left >= (uint)right,
            Code.Blt_Un or Code.Blt_Un_S => (uint)left < (uint)right,
            Code.Ble_Un or Code.Ble_Un_S => (uint)left <= (uint)right,
            _ => null,
        };
        return jumps switch { true => (Instruction)at.Operand, false => at.Next, null => null };
    }

    void Run(Instruction at)
    {
        if (at.OpCode.Code is Code.Ldfld && ((FieldReference)at.Operand).Name is StateMachine.StateField)
        {
            Pop();
            _stack.Push(_state);
            IsKnown = true;
            // Behind the local that keeps it, before which nothing else begins.
            Begin = at.Next.Next ?? at;
        }
        else if (at.OpCode.Code == Code.Dup)
        {
            var top = Pop();
            _stack.Push(top);
            _stack.Push(top);
        }
        else if (at.OpCode.Code is Code.Add or Code.Sub)
        {
            var (right, left) = (Pop(), Pop());
            _stack.Push(at.OpCode.Code == Code.Add ? left + right : left - right);
        }
        else if (Local(at) is { } local)
        {
            if (at.OpCode.StackBehaviourPush != StackBehaviour.Push0)
                _stack.Push(_locals.TryGetValue(local, out var known) ? known : null);
            else if (Pop() is { } value)
                _locals[local] = value;
            else
                _locals.Remove(local);
        }
        else
        {
            for (var taken = StackDepth.Taken(at); taken > 0; taken--)
                Pop();
            for (var given = StackDepth.Given(at); given > 0; given--)
                _stack.Push(Constant(at));
        }
    }

    int? Pop() => _stack.Count == 0 ? null : _stack.Pop();

    static int? Constant(Instruction at) => at.OpCode.Code switch
    {
        >= Code.Ldc_I4_M1 and <= Code.Ldc_I4_8 => at.OpCode.Code - Code.Ldc_I4_0,
        Code.Ldc_I4_S => (sbyte)at.Operand,
        Code.Ldc_I4 => (int)at.Operand,
        _ => null,
    };

    // The number of the local that an instruction loads or stores.
    static int? Local(Instruction at) => at.OpCode.Code switch
    {
        >= Code.Ldloc_0 and <= Code.Ldloc_3 => at.OpCode.Code - Code.Ldloc_0,
        >= Code.Stloc_0 and <= Code.Stloc_3 => at.OpCode.Code - Code.Stloc_0,
        Code.Ldloc or Code.Ldloc_S or Code.Stloc or Code.Stloc_S => ((VariableDefinition)at.Operand).Index,
        _ => null,
    };
}
