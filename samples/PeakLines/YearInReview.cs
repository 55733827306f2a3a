using System.Globalization;
using System.Runtime.CompilerServices;

namespace PeakLines;

/// <summary>Adds up what was sold of each article.</summary>
static class YearInReview
{
    const int ArticlesPerDay = 40;

    /// <summary>Reads every day, and then adds up: at its widest all texts are there.</summary>
    public static long AllAtOnce(int days)
    {
        var catalogue = Catalogue.Load(days * ArticlesPerDay);
        var texts = new List<string>();
        for (var day = 0; day < days; day++)
            texts.Add(Tills.Read(day));
        var sold = new Dictionary<string, long>();
        foreach (var text in texts)
            Add(sold, text, catalogue);
        Observed.Widest();
        GC.KeepAlive((catalogue, texts));
        return sold.Values.Sum();
    }

    /// <summary>The same, with one text at a time.</summary>
    public static long DayByDay(int days)
    {
        var catalogue = Catalogue.Load(days * ArticlesPerDay);
        var sold = new Dictionary<string, long>();
        for (var day = 0; day < days; day++)
            Add(sold, Tills.Read(day), catalogue);
        Observed.Widest();
        GC.KeepAlive(catalogue);
        return sold.Values.Sum();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Add(Dictionary<string, long> sold, string text, Catalogue catalogue)
    {
        foreach (var receipt in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = receipt.Split(';');
            if (!catalogue.Has(fields[0]))
                continue;
            sold.TryGetValue(fields[0], out var cents);
            sold[fields[0]] = cents + long.Parse(fields[1], CultureInfo.InvariantCulture);
        }
    }
}
