using System.Buffers;
using System.Runtime.Intrinsics;
using MemoryProfiler.Statements.Inputs;

namespace MemoryProfiler.Statements.Cases;

/// <summary>Arrays and spans.</summary>
static class Arrays
{
    public static void Array_of_four()
    {
        var four = new int[4];
        four[0] = Given.Seven;
        Given.Sum += four[0] + four.Length;
    }

    public static void Array_of_four_kept()
    {
        Given.Keep(new int[4]);
    }

    public static void Array_whose_length_is_a_variable()
    {
        var seven = new int[Given.Seven];
        seven[0] = Given.Seven;
        Given.Sum += seven[0] + seven.Length;
    }

    public static void Array_of_two_hundred()
    {
        var many = new int[200];
        many[0] = Given.Seven;
        Given.Sum += many[0] + many.Length;
    }

    public static void Array_of_strings()
    {
        var four = new string[4];
        four[0] = Given.Word;
        Given.Sum += four[0].Length + four.Length;
    }

    public static void Array_in_a_loop()
    {
        for (var i = 0; i < 10; i++)
        {
            var four = new int[4];
            four[0] = i;
            Given.Sum += four[0] + four.Length;
        }
    }

    public static void Span_over_a_new_array()
    {
        Span<int> eight = new int[8];
        eight[1] = Given.Seven;
        Given.Sum += eight[1];
    }

    public static void Stackalloc()
    {
        Span<int> seven = stackalloc int[Given.Seven];
        seven[0] = Given.Seven;
        Given.Sum += seven[0] + seven.Length;
    }

    public static void Array_initializer()
    {
        int[] five = [1, 2, 3, 4, 5];
        Given.Keep(five);
    }

    public static void Span_of_a_collection_expression()
    {
        ReadOnlySpan<string> three = ["a", Given.Word, "c"];
        Given.Sum += three.Length;
    }

    public static void Empty_array()
    {
        Given.Keep(new int[0]);
    }

    public static void Array_Empty()
    {
        Given.Keep(Array.Empty<int>());
    }

    public static void Range_of_an_array()
    {
        Given.Keep(Given.Numbers[10..20]);
    }

    public static void Range_of_a_span()
    {
        Given.Sum += Given.Numbers.AsSpan()[10..20].Length;
    }

    public static void Array_cloned()
    {
        Given.Keep(Given.Numbers.Clone());
    }

    public static void Array_resized()
    {
        var numbers = new int[4];
        Array.Resize(ref numbers, 8);
        Given.Keep(numbers);
    }

    public static void Array_of_two_dimensions()
    {
        Given.Keep(new int[3, 5]);
    }

    public static void Array_of_arrays()
    {
        Given.Keep(new int[3][]);
    }

    public static void Array_of_one_byte()
    {
        Given.Keep(new byte[1]);
    }

    public static void Array_of_a_thousand_doubles()
    {
        Given.Keep(new double[1_000]);
    }

    public static void Array_of_three_vectors()
    {
        Given.Keep(new Vector128<int>[3]);
    }

    public static void Large_array()
    {
        Given.Keep(new byte[100_000]);
    }

    public static void Pinned_array()
    {
        Given.Keep(GC.AllocateArray<byte>(1_000, pinned: true));
    }

    public static void Uninitialized_array()
    {
        Given.Keep(GC.AllocateUninitializedArray<byte>(5_000));
    }

    public static void Array_rented_and_returned()
    {
        var rented = ArrayPool<byte>.Shared.Rent(1_000);
        Given.Sum += rented.Length;
        ArrayPool<byte>.Shared.Return(rented);
    }

    public static void Array_sorted_by_a_lambda()
    {
        Array.Sort(Given.Numbers, (a, b) => a - b);
    }
}
