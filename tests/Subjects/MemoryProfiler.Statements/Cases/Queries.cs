using MemoryProfiler.Statements.Inputs;

namespace MemoryProfiler.Statements.Cases;

/// <summary>LINQ.</summary>
static class Queries
{
    public static void Where_Select_ToList()
    {
        Given.Kept = Given.Numbers.Where(x => x > 50).Select(x => x * 2).ToList();
    }

    public static void Where_Select_ToArray()
    {
        Given.Kept = Given.Numbers.Where(x => x > 50).Select(x => x * 2).ToArray();
    }

    public static void Where_Select_Sum()
    {
        Given.Sum += Given.Numbers.Where(x => x > 50).Select(x => x * 2).Sum();
    }

    public static void Where_Count()
    {
        Given.Sum += Given.Numbers.Where(x => x > 50).Count();
    }

    public static void Count_with_a_lambda()
    {
        Given.Sum += Given.Numbers.Count(x => x > 50);
    }

    public static void OrderBy_ToList()
    {
        Given.Kept = Given.Numbers.OrderBy(x => -x).ToList();
    }

    public static void GroupBy_ToList()
    {
        Given.Kept = Given.Numbers.GroupBy(x => x % 4).ToList();
    }

    public static void ToDictionary()
    {
        Given.Kept = Given.Numbers.ToDictionary(x => x);
    }

    public static void Distinct_ToList()
    {
        Given.Kept = Given.Numbers.Distinct().ToList();
    }

    public static void Any_with_a_lambda_that_captures()
    {
        var limit = Given.Seven;
        Given.Sum += Given.Numbers.Any(x => x > limit) ? 1 : 0;
    }

    public static void First_with_a_lambda()
    {
        Given.Sum += Given.Numbers.First(x => x > 50);
    }

    public static void Array_Exists_with_a_lambda_that_captures()
    {
        var limit = Given.Seven;
        Given.Sum += Array.Exists(Given.Numbers, x => x > limit) ? 1 : 0;
    }

    public static void List_Exists_with_a_lambda_that_captures()
    {
        var limit = Given.Seven;
        Given.Sum += Given.List.Exists(x => x > limit) ? 1 : 0;
    }

    public static void Max_of_a_new_array()
    {
        Given.Sum += new[] { Given.Seven, Given.Three, 1 }.Max();
    }

    public static void Sum_of_an_array()
    {
        Given.Sum += Given.Numbers.Sum();
    }

    public static void Last_of_a_list()
    {
        Given.Sum += Given.List.Last();
    }

    public static void Zip_in_a_loop()
    {
        foreach (var (a, b) in Given.Numbers.Zip(Given.List))
            Given.Sum += a + b;
    }

    public static void Chunk_ToList()
    {
        Given.Kept = Given.Numbers.Chunk(10).ToList();
    }

    public static void Query_made_and_not_run()
    {
        Given.Kept = from x in Given.Numbers where x > 50 select x * 2;
    }
}
