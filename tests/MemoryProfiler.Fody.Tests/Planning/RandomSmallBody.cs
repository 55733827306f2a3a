using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Planning;

/// <summary>
/// Writes one method of the same signature as <see cref="RandomBody"/> does, which allocates nothing but exceptions and has
/// neither loops nor blocks of try: jumps go forward. Some of its points can only be reached from the one before.
/// </summary>
static class RandomSmallBody
{
    /// <summary>Writes a body that computes and calls itself twice with half the fuel, as long as there is any.</summary>
    public static void WriteRecursion(MethodDefinition method)
    {
        var (seed, fuel, cell) = (method.Parameters[0], method.Parameters[1], method.Parameters[2]);
        var on = Instruction.Create(OpCodes.Ldarg, seed);
        Instruction[] code =
        [
            Instruction.Create(OpCodes.Ldarg, fuel), Instruction.Create(OpCodes.Ldc_I4_0), Instruction.Create(OpCodes.Bgt, on),
            Instruction.Create(OpCodes.Ldarg, seed), Instruction.Create(OpCodes.Ret),
            on, .. Half(), Instruction.Create(OpCodes.Ldarg, cell), Instruction.Create(OpCodes.Call, method), Instruction.Create(OpCodes.Starg, seed),
            Instruction.Create(OpCodes.Ldarg, seed), .. Half(), Instruction.Create(OpCodes.Ldarg, cell), Instruction.Create(OpCodes.Call, method),
            Instruction.Create(OpCodes.Ldc_I4_1), Instruction.Create(OpCodes.Add), Instruction.Create(OpCodes.Ret),
        ];
        for (var i = 0; i < code.Length; i++)
        {
            code[i].Offset = i;
            method.Body.Instructions.Add(code[i]);
        }
        var document = new Document("Random.il");
        foreach (var (at, line) in new[] { (0, 100), (3, 101), (5, 102), (11, 103) })
            method.DebugInformation.SequencePoints.Add(new SequencePoint(code[at], document) { StartLine = line, EndLine = line, StartColumn = 1, EndColumn = 5 });

        Instruction[] Half() => [Instruction.Create(OpCodes.Ldarg, fuel), Instruction.Create(OpCodes.Ldc_I4_1), Instruction.Create(OpCodes.Shr)];
    }

    /// <summary>Writes the body and its sequence points.</summary>
    /// <param name="method">The method, which has its parameters and no body.</param>
    /// <param name="callees">Such methods that it may call.</param>
    /// <param name="random">The source of chance.</param>
    public static void Write(MethodDefinition method, IReadOnlyList<MethodDefinition> callees, Random random)
    {
        var body = method.Body;
        var statements = new RandomStatements(method, callees, null, random);
        List<Instruction> blocks = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Instruction.Create(OpCodes.Nop))];
        List<(Instruction At, int Line)> points = [];
        var line = 100;
        for (var i = 0; i < blocks.Count; i++)
        {
            Point(() => body.Instructions.Add(blocks[i]));
            for (var count = random.Next(3); count > 0; count--)
                Point(() => statements.Write(body.Instructions.Add));
            var later = blocks[(i + 1)..];
            if (later.Count > 0)
                Point(() => Jump(later));
        }
        Point(() => body.Instructions.Add(Instruction.Create(OpCodes.Ldarg, method.Parameters[0])));
        body.Instructions.Add(Instruction.Create(OpCodes.Ret));
        for (var i = 0; i < body.Instructions.Count; i++)
            body.Instructions[i].Offset = i;
        var document = new Document("Random.il");
        foreach (var point in points)
            method.DebugInformation.SequencePoints.Add(new SequencePoint(point.At, document) { StartLine = point.Line, EndLine = point.Line, StartColumn = 1, EndColumn = 5 });

        void Jump(List<Instruction> targets)
        {
            switch (random.Next(4))
            {
                case 0:
                    body.Instructions.Add(Instruction.Create(OpCodes.Br, targets[random.Next(targets.Count)]));
                    break;
                case 1:
                    statements.WriteCondition(body.Instructions.Add, targets[random.Next(targets.Count)]);
                    break;
                case 2:
                    statements.WriteSwitch(body.Instructions.Add, [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => targets[random.Next(targets.Count)])]);
                    break;
                default:
                    // Falls through.
                    break;
            }
        }

        void Point(Action write)
        {
            var first = body.Instructions.Count;
            write();
            if (random.Next(5) == 0 || body.Instructions.Count == first)
                return;
            if (random.Next(4) != 0)
                line++;
            points.Add((body.Instructions[first], line));
        }
    }
}
