using System.Reflection.Metadata;
using Mono.Cecil.Cil;
using MethodDefinition = Mono.Cecil.MethodDefinition;

namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>A method's code before and after weaving, with what became of each instruction of the compiler's.</summary>
sealed class BodyTwins
{
    readonly List<int> _wovenOffsets = [];
    readonly List<int?> _plainOffsets = [];

    public BodyTwins(MethodDefinition method, MethodDefinitionHandle plain, MethodDefinitionHandle woven, List<(Instruction At, int Offset)> code, int size, bool isStartReachedAgain)
    {
        Name = method.FullName;
        Plain = plain;
        Woven = woven;
        PlainSize = size;
        var last = method.Body.Instructions[^1];
        WovenSize = last.Offset + last.GetSize();
        var compiled = code.ToDictionary(of => of.At, of => of.Offset);
        foreach (var at in method.Body.Instructions)
        {
            _wovenOffsets.Add(at.Offset);
            _plainOffsets.Add(compiled.TryGetValue(at, out var offset) ? offset : null);
        }
        IsWoven = method.Body.Instructions.Any(Twins.IsProbe);
        IsStartReachedAgain = isStartReachedAgain;
    }

    public string Name { get; }

    public MethodDefinitionHandle Plain { get; }

    public MethodDefinitionHandle Woven { get; }

    public int PlainSize { get; }

    public int WovenSize { get; }

    public bool IsWoven { get; }

    /// <summary>Whether a jump leads to the first instruction.</summary>
    public bool IsStartReachedAgain { get; }

    /// <summary>Where the compiler's instructions are: in its own code and in the woven one.</summary>
    public IEnumerable<(int Plain, int Woven)> Instructions =>
        _plainOffsets.Zip(_wovenOffsets).Where(pair => pair.First is not null).Select(pair => (pair.First!.Value, pair.Second));

    /// <summary>Where instructions of the weaver's are.</summary>
    public IEnumerable<int> Added => _plainOffsets.Zip(_wovenOffsets).Where(pair => pair.First is null).Select(pair => pair.Second);

    /// <summary>The compiler's instruction that stands at an offset of the woven code, or the next one behind what the weaver added; the end if there is none.</summary>
    public int Compiled(int woven)
    {
        var index = _wovenOffsets.BinarySearch(woven);
        if (index < 0)
            return woven == WovenSize ? PlainSize : throw new InvalidOperationException($"{Name}: no instruction begins at {woven}.");
        var next = _plainOffsets.FindIndex(index, offset => offset is not null);
        return next < 0 ? PlainSize : _plainOffsets[next]!.Value;
    }

    /// <summary>Whether the weaver added the instruction at an offset of the woven code.</summary>
    public bool IsAdded(int woven) => _plainOffsets[_wovenOffsets.BinarySearch(woven)] is null;
}
