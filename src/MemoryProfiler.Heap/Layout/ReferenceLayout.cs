namespace MemoryProfiler.Layout;

/// <summary>
/// Where the objects of a type have references, in the collector's order, and what the fields are called. Immutable. Names are
/// looked for when one is asked for: while objects have to stay where they are, as little as can be is allocated.
/// </summary>
sealed class ReferenceLayout
{
    const int ArrayData = 16;
    const int BoundsOfOneRank = 8;
    const int Handle = 8;
    const int DeepestStruct = 16;

    readonly Type _type;
    FieldName?[]? _names;

    ReferenceLayout(Type type, int[] offsets, uint baseSize, int elementBytes)
    {
        _type = type;
        Offsets = offsets;
        IsArray = type.IsArray;
        HasLoader = type.IsCollectible;
        BaseSize = baseSize;
        ElementBytes = elementBytes;
    }

    /// <summary>From the object's address; of an array, those of its first element.</summary>
    public int[] Offsets { get; }

    public bool IsArray { get; }

    /// <summary>Whether the first reference is that to what unloads the type.</summary>
    public bool HasLoader { get; }

    public uint BaseSize { get; }

    /// <summary>Bytes from one element to the next.</summary>
    public int ElementBytes { get; }

    /// <summary>The layout of a type.</summary>
    public static ReferenceLayout Of(Type type)
    {
        var table = new MethodTable(type.TypeHandle.Value);
        return new ReferenceLayout(type, table.ReferenceOffsets(type.IsArray), table.BaseSize, table.ComponentSize);
    }

    /// <summary>How many references an object of a size has room for.</summary>
    public long Slots(ulong rawSize) => IsArray ? Elements(rawSize) * Offsets.Length : Offsets.Length;

    /// <summary>The offset of one of an object's references.</summary>
    public long Offset(long slot) => IsArray ? slot / Offsets.Length * ElementBytes + Offsets[slot % Offsets.Length] : Offsets[slot];

    /// <summary>The element that a reference is in; -1 if the object is no array.</summary>
    public long Element(long slot) => IsArray ? slot / Offsets.Length : -1;

    /// <summary>The field of a reference; null for an element that is one itself, or if it is not known.</summary>
    public FieldName? Field(long slot) => (_names ??= Names())[slot % Offsets.Length];

    /// <summary>How many elements an array of a size has.</summary>
    public long Elements(ulong rawSize) => ElementBytes == 0 ? 0 : (long)(rawSize - BaseSize) / ElementBytes;

    FieldName?[] Names()
    {
        var element = _type.IsArray ? _type.GetElementType()! : null;
        var start = element is null ? 0 : _type.IsSZArray ? ArrayData : ArrayData + BoundsOfOneRank * _type.GetArrayRank();
        var names = new Dictionary<int, FieldName>();
        if (element is { IsValueType: true })
            AddFields(names, element, start, element, prefix: "", 0);
        else if (element is null)
            AddClass(names, _type);
        return [.. Offsets.Select(offset => names.TryGetValue(offset, out var name) ? name : (FieldName?)null)];
    }

    static void AddClass(Dictionary<int, FieldName> names, Type type)
    {
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
            AddFields(names, declaring, Handle, declaring, prefix: "", 0);
    }

    static void AddFields(Dictionary<int, FieldName> names, Type type, int start, Type owner, string prefix, int depth)
    {
        foreach (var field in FieldOffsets.Declared(type))
        {
            var offset = FieldOffsets.Of(field);
            if (offset < 0)
                return;
            var of = field.FieldType;
            if (!of.IsValueType && !of.IsPointer && !of.IsByRef)
                names.TryAdd(start + offset, new FieldName(owner, prefix + field.Name));
            else if (of is { IsValueType: true, IsPrimitive: false, IsEnum: false } && depth < DeepestStruct)
                AddFields(names, of, start + offset, owner, $"{prefix}{field.Name}.", depth + 1);
        }
    }
}
