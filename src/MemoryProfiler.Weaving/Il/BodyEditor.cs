using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Il;

/// <summary>
/// Collects what is to be put into a body and puts it in at once. One insertion after the other takes minutes in a very
/// large method.
/// </summary>
sealed class BodyEditor(MethodBody body)
{
    readonly Dictionary<Instruction, List<Instruction>> _before = [];
    readonly Dictionary<Instruction, List<Instruction>> _after = [];
    readonly List<Instruction> _end = [];

    /// <summary>Gives every instruction its offset: what another weaver put in before has none yet. Points and scopes follow their instructions.</summary>
    public static void RenewOffsets(MethodBody body)
    {
        var offset = 0;
        foreach (var instruction in body.Instructions)
        {
            instruction.Offset = offset;
            offset += instruction.GetSize();
        }
    }

    /// <summary>Puts code before an instruction, behind what was put there already. The list is the editor's from then on.</summary>
    public void Before(Instruction at, List<Instruction> code)
    {
        if (_before.TryGetValue(at, out var list))
            list.AddRange(code);
        else
            _before.Add(at, code);
    }

    /// <summary>Puts code before an instruction and all that was put there already.</summary>
    public void BeforeAll(Instruction at, List<Instruction> code)
    {
        if (_before.TryGetValue(at, out var list))
            list.InsertRange(0, code);
        else
            _before.Add(at, code);
    }

    /// <summary>Puts code behind an instruction; what jumps to the next one passes it by.</summary>
    public void After(Instruction at, params List<Instruction> code)
    {
        if (_after.TryGetValue(at, out var list))
            list.AddRange(code);
        else
            _after.Add(at, code);
    }

    /// <summary>Puts code at the end.</summary>
    public void Append(IEnumerable<Instruction> code) => _end.AddRange(code);

    /// <summary>The first of what was put before an instruction, or the instruction itself.</summary>
    public Instruction First(Instruction at) => _before.TryGetValue(at, out var list) ? list[0] : at;

    /// <summary>Changes the body.</summary>
    public void Apply()
    {
        var edited = new List<Instruction>(body.Instructions.Count + _before.Values.Sum(list => list.Count) + _after.Values.Sum(list => list.Count) + _end.Count);
        foreach (var at in body.Instructions)
        {
            if (_before.TryGetValue(at, out var before))
                edited.AddRange(before);
            edited.Add(at);
            if (_after.TryGetValue(at, out var after))
                edited.AddRange(after);
        }
        edited.AddRange(_end);
        body.Instructions.Clear();
        body.Instructions.Capacity = edited.Count;
        foreach (var instruction in edited)
            body.Instructions.Add(instruction);
        edited[0].Previous = null;
        edited[edited.Count - 1].Next = null;
    }
}
