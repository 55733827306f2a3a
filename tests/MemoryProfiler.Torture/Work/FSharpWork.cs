using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace MemoryProfiler.Torture.Work;

/// <summary>F#'s collections, whose library is full of tail calls, closures and exceptions.</summary>
static class FSharpWork
{
    public static string Run()
    {
        var numbers = ListModule.OfSeq(Enumerable.Range(0, 3_000));
        var squares = ListModule.Map(Function<int, long>(i => (long)i * i), numbers);
        var map = MapModule.OfSeq(numbers.Select(i => Tuple.Create(i * 7919 % 3001, $"v{i}")));
        var set = SetModule.OfSeq(numbers.Select(i => i % 97));
        var groups = SeqModule.GroupBy(Function<int, int>(i => i % 5), numbers).Select(group => $"{group.Item1}:{group.Item2.Sum()}");
        var sorted = ListModule.SortWith(Function<int, FSharpFunc<int, int>>(a => Function<int, int>(b => (b % 13).CompareTo(a % 13))), numbers);
        var printed = ExtraTopLevelOperators.PrintFormatToString(new PrintfFormat<FSharpFunc<FSharpList<int>, string>, Unit, string, string, FSharpList<int>>("list: %A")).Invoke(ListModule.Truncate(5, numbers));
        var chars = StringModule.Map(Function<char, char>(char.ToUpperInvariant), "letters");
        return string.Join("\n",
            ListModule.Sum(squares), map.Count, map[5], SetModule.Count(set), string.Join(",", groups), string.Join(",", sorted.Take(40)), printed, chars,
            numbers.GetHashCode(), numbers.Equals(ListModule.OfSeq(Enumerable.Range(0, 3_000))), Missing(map), Deep(numbers));
    }

    // Exceptions leave methods that have no finally; what runs afterwards must find the ledger in order.
    static string Missing(FSharpMap<int, string> map)
    {
        var messages = new List<string>();
        for (var i = 0; i < 50; i++)
        {
            try
            {
                MapModule.Find(-1 - i, map);
            }
            catch (KeyNotFoundException e)
            {
                messages.Add(e.GetType().Name);
            }
        }
        return string.Join(",", messages.Distinct()) + messages.Count;
    }

    static int Deep(FSharpList<int> numbers) =>
        ListModule.Fold(Function<int, FSharpFunc<int, int>>(state => Function<int, int>(i => (state * 31) ^ i)), 17, numbers);

    static FSharpFunc<TIn, TOut> Function<TIn, TOut>(Converter<TIn, TOut> convert) => FuncConvert.FromFunc(new Func<TIn, TOut>(convert));
}
