using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemoryProfiler.Constructs.Memory;

public static unsafe class UnsafeConstructs
{
    [Construct]
    public static void Pointers(TextWriter output)
    {
        var number = 5;
        output.WriteLine($"{Through(&number)} {number} {*Further(&number, 0)}");
    }

    [Construct]
    public static void Fixed(TextWriter output) => output.WriteLine($"{FirstOf([7, 8])} {FirstOf([])} {Pinned("text")}");

    [Construct]
    public static void FunctionPointers(TextWriter output)
    {
        output.WriteLine(Call(&Twice, 4));
        output.WriteLine(CallUnmanaged(&Negated, 4));
    }

    [Construct]
    public static void SizeOf(TextWriter output) => output.WriteLine($"{Sizes()} {sizeof(Pair)} {new Pair(1, 2).Sum}");

    [Construct]
    public static void StackAllocation(TextWriter output) => output.WriteLine($"{OnStack(8)} {OnStackUnsafe(4)} {Nested(200)}");

    [Construct]
    public static void SkipLocalsInitialization(TextWriter output) => output.WriteLine(Uninitialized(4));

    [Construct]
    public static void FixedBuffer(TextWriter output) => output.WriteLine(Buffered());

    [Construct]
    public static void TypedReferences(TextWriter output) => output.WriteLine(Typed(6));

    [Construct]
    public static void UnmanagedMemory(TextWriter output) => output.WriteLine(Native(3));

    [Profile]
    static int Through(int* number)
    {
        *number += 1;
        var copy = *number;
        return copy * 2;
    }

    [Profile]
    static int* Further(int* start, int by) => start + by;

    [Profile]
    static int FirstOf(int[] items)
    {
        fixed (int* first = items)
        {
            return first == null ? -1 : *first;
        }
    }

    [Profile]
    static int Pinned(string text)
    {
        var sum = 0;
        fixed (char* characters = text)
        {
            for (var c = characters; *c != 0; c++)
                sum += *c;
        }
        return sum;
    }

    [Profile]
    static int Call(delegate*<int, int> function, int value)
    {
        var result = function(value);
        return result;
    }

    [Profile]
    static int CallUnmanaged(delegate* unmanaged<int, int> function, int value) => function(value);

    [Profile]
    static int Twice(int value) => value * 2;

    [Profile, UnmanagedCallersOnly]
    static int Negated(int value)
    {
        return -value;
    }

    [Profile]
    static int Sizes() => sizeof(Pair) + sizeof(long) + Unsafe.SizeOf<Guid>();

    [Profile]
    static int OnStack(int count)
    {
        Span<int> items = stackalloc int[count];
        for (var i = 0; i < items.Length; i++)
            items[i] = i;
        var sum = 0;
        foreach (var item in items)
            sum += item;
        return sum;
    }

    [Profile]
    static int OnStackUnsafe(int count)
    {
        var items = stackalloc int[] { 1, 2, 3, count };
        return items[0] + items[3];
    }

    [Profile]
    static int Nested(int length)
    {
        var buffer = length <= 128 ? stackalloc byte[128] : new byte[length];
        return buffer.Length;
    }

    [Profile, SkipLocalsInit]
    static int Uninitialized(int count)
    {
        Span<int> items = stackalloc int[count];
        items.Fill(3);
        return items.ToArray().Sum();
    }

    [Profile]
    static int Buffered()
    {
        var holder = new Holder();
        for (var i = 0; i < 4; i++)
            holder.Items[i] = i + 1;
        return holder.Items[0] + holder.Items[3];
    }

    [Profile]
    static int Typed(int value)
    {
        var reference = __makeref(value);
        __refvalue(reference, int) = 8;
        return value;
    }

    [Profile]
    static int Native(int count)
    {
        var memory = (int*)NativeMemory.Alloc((nuint)(count * sizeof(int)));
        try
        {
            memory[count - 1] = 11;
            return memory[count - 1];
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }

    readonly struct Pair(int first, long second)
    {
        public long Sum => first + second;
    }

    struct Holder
    {
        public fixed int Items[4];
    }
}
