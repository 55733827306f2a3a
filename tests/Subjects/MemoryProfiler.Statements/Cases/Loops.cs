using MemoryProfiler.Statements.Inputs;

namespace MemoryProfiler.Statements.Cases;

/// <summary><c>foreach</c> over one thing and another.</summary>
static class Loops
{
    public static void Over_an_array()
    {
        foreach (var number in Given.Numbers)
            Given.Sum += number;
    }

    public static void Over_an_array_as_IEnumerable()
    {
        foreach (var number in (IEnumerable<int>)Given.Numbers)
            Given.Sum += number;
    }

    public static void Over_a_list()
    {
        foreach (var number in Given.List)
            Given.Sum += number;
    }

    public static void Over_a_list_as_IEnumerable()
    {
        foreach (var number in (IEnumerable<int>)Given.List)
            Given.Sum += number;
    }

    public static void Over_a_list_as_IReadOnlyList_by_index()
    {
        IReadOnlyList<int> numbers = Given.List;
        for (var i = 0; i < numbers.Count; i++)
            Given.Sum += numbers[i];
    }

    public static void Over_a_dictionary()
    {
        foreach (var pair in Given.Map)
            Given.Sum += pair.Value;
    }

    public static void Over_a_dictionary_as_IEnumerable()
    {
        foreach (var pair in (IEnumerable<KeyValuePair<int, int>>)Given.Map)
            Given.Sum += pair.Value;
    }

    public static void Over_the_keys_of_an_IDictionary()
    {
        foreach (var key in ((IDictionary<int, int>)Given.Map).Keys)
            Given.Sum += key;
    }

    public static void Over_a_set_as_IEnumerable()
    {
        foreach (var number in (IEnumerable<int>)Given.Set)
            Given.Sum += number;
    }

    public static void Over_a_range()
    {
        foreach (var number in Enumerable.Range(0, 10))
            Given.Sum += number;
    }

    public static void Over_a_collection_expression()
    {
        IEnumerable<int> numbers = [1, 2, 3];
        foreach (var number in numbers)
            Given.Sum += number;
    }

    public static void Over_an_iterator()
    {
        foreach (var number in OneToThree())
            Given.Sum += number;
    }

    public static void Over_the_characters_of_a_string()
    {
        foreach (var character in Given.Words)
            Given.Sum += character;
    }

    public static void Over_an_array_of_characters()
    {
        foreach (var character in Given.Words.ToCharArray())
            Given.Sum += character;
    }

    public static void Over_a_nongeneric_list()
    {
        foreach (int number in (System.Collections.IEnumerable)Given.List)
            Given.Sum += number;
    }

    static IEnumerable<int> OneToThree()
    {
        yield return 1;
        yield return 2;
        yield return 3;
    }
}
