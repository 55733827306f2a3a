using MemoryProfiler.Weaving.Bodies;
using MemoryProfiler.Weaving.Source;
using Mono.Cecil;

namespace MemoryProfiler.Weaving.Mapping;

/// <summary>
/// The source lines of one method as its table will show them, and the line each slot belongs to. Lines of other files
/// come behind those of its own: another part of a type has field initializers, and directives send lines elsewhere.
/// </summary>
sealed class MappedLines
{
    /// <summary>The file the method is declared in.</summary>
    public SourceFile File { get; }

    /// <summary>Files and line numbers in order; not always contiguous: a constructor has its field initializers' lines too.</summary>
    public (SourceFile File, int Number)[] Rows { get; }

    /// <summary>For every slot the index of its row; slot 0, the entry, has the declaration's first line.</summary>
    public int[] Slots { get; }

    readonly int[] _firstSlots;

    /// <summary>Lays out a body without lines: IL offsets take their place.</summary>
    public MappedLines(ProfiledBody body)
    {
        File = new SourceFile(body.Method.Module.Name, text: null);
        Rows = [.. body.Probed.Select(point => point.StartLine).Append(0).Distinct().OrderBy(n => n).Select(number => (File, number))];
        var indexes = Indexes();
        Slots = [0, .. body.Probed.Select(point => indexes[(File, point.StartLine)])];
        _firstSlots = FirstSlots();
    }

    /// <summary>Lays out a method's lines.</summary>
    /// <param name="method">The method.</param>
    /// <param name="bodies">Its bodies, its own first; slots are numbered through their probed points.</param>
    /// <param name="onlyDeclaration">Whether its first line is all that is to be shown.</param>
    /// <param name="files">Finds source text.</param>
    public MappedLines(MethodDefinition method, IReadOnlyList<ProfiledBody> bodies, bool onlyDeclaration, SourceFiles files)
    {
        var points = bodies.SelectMany(body => body.Probed).Select(point => (File: files.Get(point.Document), Number: point.StartLine)).ToList();
        var declared = new DeclaredLines(method, bodies[0].Visible, files);
        File = declared.File;
        IEnumerable<(SourceFile File, int Number)> own = declared.Numbers.Select(number => (File, number));
        if (onlyDeclaration)
            own = own.Take(1);
        Rows =
        [
            .. own.Concat(points.Where(point => point.File == File)).Distinct().OrderBy(row => File.Place(row.Number) ?? row.Number),
            .. points.Where(point => point.File != File).Distinct().GroupBy(point => point.File).SelectMany(file => file.OrderBy(row => row.Number)),
        ];
        var indexes = Indexes();
        Slots = [indexes[(File, declared.Numbers[0])], .. points.Select(point => indexes[point])];
        _firstSlots = FirstSlots();
    }

    /// <summary>
    /// The slot a slot's line books its bytes on, which is the line's first. So the line counts a byte once however many
    /// of its points are on the stack.
    /// </summary>
    public int LineSlot(int slot) => _firstSlots[Slots[slot]];

    /// <summary>Number of the method's first line.</summary>
    public int First => Rows[Slots[0]].Number;

    Dictionary<(SourceFile File, int Number), int> Indexes() => Rows.Select((row, index) => (row, index)).ToDictionary(pair => pair.row, pair => pair.index);

    int[] FirstSlots()
    {
        var firstSlots = new int[Rows.Length];
        for (var slot = Slots.Length - 1; slot >= 0; slot--)
            firstSlots[Slots[slot]] = slot;
        return firstSlots;
    }
}
