using MemoryProfiler.Fody.Tests.Support;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Planning;

/// <summary>Writes statements that leave the evaluation stack as it was: some allocate, some do not, some throw now and then.</summary>
sealed class RandomStatements
{
    readonly Random _random;
    readonly ModuleDefinition _module;
    readonly MethodDefinition _method;
    readonly IReadOnlyList<MethodDefinition> _callees;
    readonly FieldDefinition? _static;
    readonly VariableDefinition _local;
    readonly VariableDefinition _pair;
    readonly Func<IEnumerable<Instruction>>[] _kinds;

    /// <summary>Prepares statements for a method.</summary>
    /// <param name="method">The method, which has its parameters.</param>
    /// <param name="callees">Methods of the same signature that it may call.</param>
    /// <param name="static">A static reference whose type has a static constructor that allocates; null for statements that allocate nothing but exceptions.</param>
    /// <param name="random">The source of chance.</param>
    public RandomStatements(MethodDefinition method, IReadOnlyList<MethodDefinition> callees, FieldDefinition? @static, Random random)
    {
        (_method, _callees, _static, _random) = (method, callees, @static, random);
        _module = method.Module;
        _local = Local(_module.TypeSystem.Int32);
        _pair = Local(_module.ImportReference(typeof(Pair)));
        method.Body.InitLocals = true;
        _kinds = @static is null
        ?
        [
            Arithmetic, Arithmetic, Conversion, Division, CheckedArithmetic, FieldArithmetic, FieldArithmetic, ElementArithmetic, ElementAddress,
            StructCopy, StructClear, ReferenceCopy, ReferenceElement, Length, Pointer, ProfiledCall, ProfiledCall, Throw, NullReference,
        ]
        :
        [
            Arithmetic, Arithmetic, Arithmetic, Conversion, Division, CheckedArithmetic, FieldArithmetic, FieldArithmetic, ElementArithmetic, ElementArithmetic,
            ElementAddress, StructElement, StructCopy, StructClear, ReferenceCopy, ReferenceElement, Length, Pointer,
            NewArray, NewArray, NewObject, Box, StringLiteral, Concatenation, StaticField, Token, Function, Cast, ReferenceStore,
            UncertainCall, StaticCall, ProfiledCall, ProfiledCall, Throw, NullReference, Division,
        ];
    }

    Instruction Seed => Instruction.Create(OpCodes.Ldarg, _method.Parameters[0]);

    Instruction Fuel => Instruction.Create(OpCodes.Ldarg, _method.Parameters[1]);

    Instruction Cell => Instruction.Create(OpCodes.Ldarg, _method.Parameters[2]);

    /// <summary>Writes one statement.</summary>
    public void Write(Action<Instruction> append) => Append(append, _kinds[_random.Next(_kinds.Length)]());

    /// <summary>Goes on elsewhere when the fuel is used up, so that every program ends.</summary>
    public void BurnFuel(Action<Instruction> append, Instruction end) => Append(append,
    [
        Fuel, Number(1), Instruction.Create(OpCodes.Sub), Instruction.Create(OpCodes.Starg, _method.Parameters[1]),
        Fuel, Number(0), Instruction.Create(OpCodes.Ble, end),
    ]);

    /// <summary>Goes elsewhere now and then.</summary>
    public void WriteCondition(Action<Instruction> append, Instruction target) =>
        Append(append, [.. Chance(_random.Next(1, 4)), Instruction.Create(_random.Next(2) == 0 ? OpCodes.Brtrue : OpCodes.Brfalse, target)]);

    /// <summary>Goes to one of some places, or on.</summary>
    public void WriteSwitch(Action<Instruction> append, Instruction[] targets) =>
        Append(append, [.. Chance(7), Instruction.Create(OpCodes.Switch, targets)]);

    /// <summary>A variable for a loop to count with.</summary>
    public VariableDefinition Counter() => Local(_module.TypeSystem.Int32);

    /// <summary>Sets a counter to its start.</summary>
    public static void StartCounting(Action<Instruction> append, VariableDefinition counter) =>
        Append(append, [Number(0), Instruction.Create(OpCodes.Stloc, counter)]);

    /// <summary>Adds one to a counter.</summary>
    public static void Count(Action<Instruction> append, VariableDefinition counter) =>
        Append(append, [Instruction.Create(OpCodes.Ldloc, counter), Number(1), Instruction.Create(OpCodes.Add), Instruction.Create(OpCodes.Stloc, counter)]);

    /// <summary>Goes elsewhere as long as a counter is below its limit, which now and then something else than locals has to tell.</summary>
    public void WriteLimit(Action<Instruction> append, VariableDefinition counter, Instruction target) =>
        Append(append, [Instruction.Create(OpCodes.Ldloc, counter), .. _random.Next(4) == 0 ? Length(2) : [Number(_random.Next(5))], Instruction.Create(OpCodes.Blt, target)]);

    /// <summary>
    /// Writes what the JIT copies into no body: a switch. A finally that it copies is no frame of its own, and what is
    /// thrown there has one less in its stack trace, which takes 168 B less; whether it does depends on the finally's size.
    /// </summary>
    public void WriteForks(Action<Instruction> append)
    {
        var (first, second) = (Instruction.Create(OpCodes.Nop), Instruction.Create(OpCodes.Nop));
        WriteSwitch(append, [first, second]);
        Append(append, [.. Arithmetic(), first, .. Arithmetic(), second, .. Arithmetic()]);
    }

    /// <summary>Writes a filter that allocates; answers its first instruction.</summary>
    public Instruction WriteFilter(Action<Instruction> append)
    {
        var exception = Local(_module.TypeSystem.Object);
        List<Instruction> code =
        [
            Instruction.Create(OpCodes.Stloc, exception),
            Cell, Instruction.Create(OpCodes.Ldloc, exception), Instruction.Create(OpCodes.Call, Method(typeof(Cell), nameof(Support.Cell.Filter))),
            Instruction.Create(OpCodes.Endfilter),
        ];
        Append(append, code);
        return code[0];
    }

    IEnumerable<Instruction> Arithmetic()
    {
        OpCode[] codes = [OpCodes.Add, OpCodes.Sub, OpCodes.Mul, OpCodes.Xor, OpCodes.Or, OpCodes.And, OpCodes.Shl, OpCodes.Shr_Un, OpCodes.Ceq, OpCodes.Clt];
        return [Instruction.Create(OpCodes.Ldloc, _local), Seed, Instruction.Create(codes[_random.Next(codes.Length)]), Instruction.Create(OpCodes.Stloc, _local)];
    }

    IEnumerable<Instruction> Conversion() =>
        [Seed, Instruction.Create(OpCodes.Conv_R8), Instruction.Create(OpCodes.Ldc_R8, 3.5), Instruction.Create(OpCodes.Rem), Instruction.Create(OpCodes.Conv_I8), Instruction.Create(OpCodes.Conv_I4), Instruction.Create(OpCodes.Stloc, _local)];

    IEnumerable<Instruction> Division() =>
        [Number(100), .. Chance(15), Instruction.Create(_random.Next(2) == 0 ? OpCodes.Div : OpCodes.Rem), Instruction.Create(OpCodes.Stloc, _local)];

    IEnumerable<Instruction> CheckedArithmetic() =>
        [Number(int.MaxValue - 15), .. Chance(15), Number(1), Instruction.Create(OpCodes.Add), Instruction.Create(OpCodes.Add_Ovf), Instruction.Create(OpCodes.Conv_Ovf_U4), Instruction.Create(OpCodes.Stloc, _local)];

    IEnumerable<Instruction> FieldArithmetic() =>
        [Cell, Cell, Field(OpCodes.Ldfld, nameof(Support.Cell.Number)), Seed, Instruction.Create(OpCodes.Add), Field(OpCodes.Stfld, nameof(Support.Cell.Number))];

    // One index in 16 is out of range.
    IEnumerable<Instruction> ElementArithmetic() =>
        [.. Items, .. Index(), Seed, Instruction.Create(OpCodes.Stelem_I4), .. Items, .. Index(), Instruction.Create(OpCodes.Ldelem_I4), Instruction.Create(OpCodes.Stloc, _local)];

    IEnumerable<Instruction> ElementAddress() =>
        [.. Items, .. Index(), Instruction.Create(OpCodes.Ldelema, _module.TypeSystem.Int32), Seed, Instruction.Create(OpCodes.Stind_I4)];

    IEnumerable<Instruction> StructElement() =>
        [.. Pairs, .. Index(), Instruction.Create(OpCodes.Ldelem_Any, _pair.VariableType), Instruction.Create(OpCodes.Stloc, _pair), .. Pairs, .. Index(), Instruction.Create(OpCodes.Ldloc, _pair), Instruction.Create(OpCodes.Stelem_Any, _pair.VariableType)];

    IEnumerable<Instruction> StructCopy() =>
        [Instruction.Create(OpCodes.Ldloca, _pair), Cell, Field(OpCodes.Ldflda, nameof(Support.Cell.Pair)), Instruction.Create(OpCodes.Ldobj, _pair.VariableType), Instruction.Create(OpCodes.Stobj, _pair.VariableType)];

    IEnumerable<Instruction> StructClear() =>
        [Instruction.Create(OpCodes.Ldloca, _pair), Instruction.Create(OpCodes.Initobj, _pair.VariableType)];

    IEnumerable<Instruction> ReferenceCopy() =>
        [Cell, Field(OpCodes.Ldflda, nameof(Support.Cell.Pair)), Instruction.Create(OpCodes.Ldflda, _module.ImportReference(typeof(Pair).GetField(nameof(Pair.Reference)))), Cell, Field(OpCodes.Ldfld, nameof(Support.Cell.Reference)), Instruction.Create(OpCodes.Stind_Ref)];

    IEnumerable<Instruction> ReferenceElement() =>
        [Cell, Cell, Field(OpCodes.Ldfld, nameof(Support.Cell.References)), .. Index(), Instruction.Create(OpCodes.Ldelem_Ref), Field(OpCodes.Stfld, nameof(Support.Cell.Reference))];

    IEnumerable<Instruction> Length() => [.. Length(0), Instruction.Create(OpCodes.Stloc, _local)];

    /// <summary>The length of an array of 8, divided by a power of two.</summary>
    Instruction[] Length(int shift) => [.. Items, Instruction.Create(OpCodes.Ldlen), Instruction.Create(OpCodes.Conv_I4), Number(shift), Instruction.Create(OpCodes.Shr)];

    IEnumerable<Instruction> Pointer() =>
        [Instruction.Create(OpCodes.Ldloca, _local), Instruction.Create(OpCodes.Conv_U), Seed, Instruction.Create(OpCodes.Stind_I4), Instruction.Create(OpCodes.Sizeof, _pair.VariableType), Instruction.Create(OpCodes.Pop)];

    IEnumerable<Instruction> NewArray() =>
        [Cell, Number(_random.Next(100)), Instruction.Create(OpCodes.Newarr, _module.TypeSystem.Byte), .. Keep()];

    IEnumerable<Instruction> NewObject() =>
        [Cell, Instruction.Create(OpCodes.Newobj, Constructor(typeof(object))), .. Keep()];

    IEnumerable<Instruction> Box() =>
        [Cell, Seed, Instruction.Create(OpCodes.Box, _module.TypeSystem.Int32), .. Keep()];

    IEnumerable<Instruction> StringLiteral() =>
        [Cell, Instruction.Create(OpCodes.Ldstr, "literal " + _random.Next()), .. Keep()];

    IEnumerable<Instruction> Concatenation() =>
    [
        Cell, Instruction.Create(OpCodes.Ldstr, "left"), Instruction.Create(OpCodes.Ldstr, "right"),
        Instruction.Create(OpCodes.Call, _module.ImportReference(typeof(string).GetMethod(nameof(string.Concat), [typeof(string), typeof(string)]))),
        .. Keep(),
    ];

    IEnumerable<Instruction> StaticField() =>
        [Cell, Instruction.Create(OpCodes.Ldsfld, _static!), .. Keep()];

    IEnumerable<Instruction> Token() => [Instruction.Create(OpCodes.Ldtoken, _method.DeclaringType), Instruction.Create(OpCodes.Pop)];

    IEnumerable<Instruction> Function() => [Instruction.Create(OpCodes.Ldftn, _method), Instruction.Create(OpCodes.Pop)];

    // Without "volatile" the JIT drops what is overwritten before anybody can see it, and does not make it: a probe less, and two
    // such stores stand side by side.
    IEnumerable<Instruction> Keep() => [Instruction.Create(OpCodes.Volatile), Field(OpCodes.Stfld, nameof(Support.Cell.Reference))];

    IEnumerable<Instruction> Cast() =>
        [Cell, Field(OpCodes.Ldfld, nameof(Support.Cell.Reference)), Instruction.Create(OpCodes.Isinst, _module.ImportReference(typeof(byte[]))), Instruction.Create(OpCodes.Pop)];

    IEnumerable<Instruction> ReferenceStore() =>
        [Cell, Field(OpCodes.Ldfld, nameof(Support.Cell.References)), .. Index(), Cell, Field(OpCodes.Ldfld, nameof(Support.Cell.Reference)), Instruction.Create(OpCodes.Stelem_Ref)];

    IEnumerable<Instruction> UncertainCall() =>
        [Cell, Seed, Instruction.Create(OpCodes.Callvirt, Method(typeof(Cell), nameof(Support.Cell.Perhaps)))];

    IEnumerable<Instruction> StaticCall() =>
        [Cell, Seed, Instruction.Create(OpCodes.Call, Method(typeof(Cell), nameof(Support.Cell.Make))), .. Keep()];

    // A quarter of the fuel, or calls in loops of callees in loops would never end.
    IEnumerable<Instruction> ProfiledCall() => _callees.Count == 0 ? Arithmetic() :
    [
        Seed, Fuel, Number(2), Instruction.Create(OpCodes.Shr), Cell,
        Instruction.Create(OpCodes.Call, _callees[_random.Next(_callees.Count)]), Instruction.Create(OpCodes.Starg, _method.Parameters[0]),
    ];

    IEnumerable<Instruction> Throw()
    {
        var on = Instruction.Create(OpCodes.Nop);
        return [.. Chance(7), Instruction.Create(OpCodes.Brtrue, on), Instruction.Create(OpCodes.Newobj, Constructor(typeof(InvalidOperationException))), Instruction.Create(OpCodes.Throw), on];
    }

    IEnumerable<Instruction> NullReference()
    {
        var on = Instruction.Create(OpCodes.Nop);
        return [.. Chance(7), Instruction.Create(OpCodes.Brtrue, on), Instruction.Create(OpCodes.Ldnull), Field(OpCodes.Ldfld, nameof(Support.Cell.Number)), Instruction.Create(OpCodes.Stloc, _local), on];
    }

    Instruction[] Items => [Cell, Field(OpCodes.Ldfld, nameof(Support.Cell.Items))];

    Instruction[] Pairs => [Cell, Field(OpCodes.Ldfld, nameof(Support.Cell.Pairs))];

    /// <summary>An index of arrays of 8: now and then it is 8.</summary>
    IEnumerable<Instruction> Index() => [.. Chance(15), Number(8), Instruction.Create(OpCodes.And), Instruction.Create(OpCodes.Stloc, _local), .. Chance(7), Instruction.Create(OpCodes.Ldloc, _local), Instruction.Create(OpCodes.Or), Number(_random.Next(6) == 0 ? 15 : 7), Instruction.Create(OpCodes.And)];

    /// <summary>Moves the seed on and takes some of its bits.</summary>
    IEnumerable<Instruction> Chance(int mask) =>
    [
        Seed, Number(1_103_515_245), Instruction.Create(OpCodes.Mul), Number(12_345), Instruction.Create(OpCodes.Add),
        Instruction.Create(OpCodes.Starg, _method.Parameters[0]),
        Seed, Number(16), Instruction.Create(OpCodes.Shr), Number(mask), Instruction.Create(OpCodes.And),
    ];

    static void Append(Action<Instruction> append, IEnumerable<Instruction> code)
    {
        foreach (var instruction in code)
            append(instruction);
    }

    static Instruction Number(int value) => Instruction.Create(OpCodes.Ldc_I4, value);

    Instruction Field(OpCode code, string name) => Instruction.Create(code, _module.ImportReference(typeof(Cell).GetField(name)));

    MethodReference Method(Type type, string name) => _module.ImportReference(type.GetMethod(name));

    MethodReference Constructor(Type type) => _module.ImportReference(type.GetConstructor([]));

    VariableDefinition Local(TypeReference type)
    {
        var local = new VariableDefinition(type);
        _method.Body.Variables.Add(local);
        return local;
    }
}
