using MemoryProfiler.Statements.Inputs;

namespace MemoryProfiler.Statements.Cases;

/// <summary>Values as objects.</summary>
static class Boxes
{
    public static void Box_asked_for_its_type()
    {
        object box = Given.Seven;
        if (box is int value)
            Given.Sum += value;
    }

    public static void Box_unboxed()
    {
        object box = Given.Seven;
        Given.Sum += (int)box;
    }

    public static void Box_kept()
    {
        Given.Keep(Given.Seven);
    }

    public static void Boxes_compared_by_Equals()
    {
        object box = Given.Seven;
        Given.Sum += box.Equals(Given.Three) ? 1 : 0;
    }

    public static void Box_as_IComparable()
    {
        IComparable box = Given.Seven;
        Given.Sum += box.CompareTo(Given.Three);
    }

    public static void Box_as_IFormattable()
    {
        IFormattable box = Given.Seven;
        Given.Sum += box.ToString("D4", null).Length;
    }

    public static void Number_through_a_generic_constraint()
    {
        Given.Sum += Given.AreEqual(Given.Seven, Given.Three) ? 1 : 0;
    }

    public static void Nullable_boxed()
    {
        int? number = Given.Seven;
        Given.Keep(number);
    }

    public static void Hash_code_of_a_struct_without_its_own()
    {
        Given.Sum += new Pair(Given.Seven, Given.Three).GetHashCode();
    }

    public static void Equals_of_a_struct_without_its_own()
    {
        Given.Sum += new Pair(Given.Seven, 1).Equals(new Pair(Given.Seven, 2)) ? 1 : 0;
    }

    public static void Equality_comparer_of_a_struct_without_its_own()
    {
        Given.Sum += EqualityComparer<Pair>.Default.Equals(new Pair(1, 2), new Pair(1, 3)) ? 1 : 0;
    }

    public static void Equals_of_a_record_struct()
    {
        Given.Sum += new Cell(Given.Seven, 1).Equals(new Cell(Given.Seven, 2)) ? 1 : 0;
    }

    public static void Hash_code_of_an_enum()
    {
        Given.Sum += Given.Color.GetHashCode();
    }

    public static void Equals_of_an_enum()
    {
        Given.Sum += Given.Color.Equals(Color.Red) ? 1 : 0;
    }

    public static void HasFlag()
    {
        Given.Sum += Given.Sides.HasFlag(Sides.Left) ? 1 : 0;
    }

    public static void Params_of_objects()
    {
        Given.Sum += Given.Count(Given.Seven, Given.Word);
    }

    public static void Params_of_numbers()
    {
        Given.Sum += Given.CountNumbers(Given.Seven, Given.Three);
    }

    public static void Params_as_a_span()
    {
        Given.Sum += Given.CountSpan(Given.Seven, Given.Three);
    }

    public static void Dynamic()
    {
        dynamic number = Given.Seven;
        Given.Sum += (int)(number + 1);
    }
}
