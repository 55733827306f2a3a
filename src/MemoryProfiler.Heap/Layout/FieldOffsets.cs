using System.Reflection;
using System.Runtime.CompilerServices;

namespace MemoryProfiler.Layout;

/// <summary>
/// Where in an object its fields are. The runtime keeps the offset in its description of a field, which is its own
/// affair. So known fields are looked at first. If one of them is elsewhere, no offset is told at all.
/// </summary>
static unsafe class FieldOffsets
{
    const int WordOfOffset = 12;
    const uint OffsetBits = (1u << 27) - 1;
    const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    static readonly bool _isTrusted = Check();

    /// <summary>
    /// The offset of an instance field behind the type handle of its object, or in its struct. It is -1 if it cannot be
    /// told.
    /// </summary>
    public static int Of(FieldInfo field) => _isTrusted ? Read(field) : -1;

    /// <summary>The fields that a type itself declares.</summary>
    public static FieldInfo[] Declared(Type type) => type.GetFields(Instance);

    static int Read(FieldInfo field) => (int)(*(uint*)((byte*)field.FieldHandle.Value + WordOfOffset) & OffsetBits);

    static bool Check()
    {
        if (sizeof(nint) != sizeof(ulong))
            return false;
        var sample = new Sample();
        var other = new OtherSample();
        return Distance(nameof(Sample.Second), ref Unsafe.As<byte, byte>(ref sample.Second))
            && Distance(nameof(Sample.Third), ref Unsafe.As<object?, byte>(ref sample.Third))
            && Distance(nameof(Sample.Fourth), ref Unsafe.As<long, byte>(ref sample.Fourth))
            && Read(typeof(OtherSample).GetField(nameof(OtherSample.Later))!) == Unsafe.ByteOffset(ref Unsafe.As<object?, byte>(ref other.Sooner), ref Unsafe.As<object?, byte>(ref other.Later))
                + Read(typeof(OtherSample).GetField(nameof(OtherSample.Sooner))!);

        bool Distance(string name, ref byte field) =>
            Read(typeof(Sample).GetField(name)!) - Read(typeof(Sample).GetField(nameof(Sample.First))!)
                == (int)Unsafe.ByteOffset(ref Unsafe.As<object?, byte>(ref sample.First), ref field);
    }

    sealed class Sample
    {
        public object? First;
        public byte Second;
        public object? Third;
        public long Fourth;
    }

    sealed class OtherSample
    {
        public object? Sooner;
        public object? Later;
    }
}
