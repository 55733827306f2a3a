namespace MemoryProfiler.TestSupport;

/// <summary>Two reports of one program, between which its source was edited.</summary>
public static class ComparedReports
{
    public static ProfileReport Before { get; } = SampleReports.Orders with { Notes = [], Methods = [Import(9), Total("Shop.Cart.Total.get", 240), Total("Shop.Cart.Old()", 4_096)] };

    /// <summary>Ten lines of comments stand above the method, one of its lines was made worse, one was put in and one is gone.</summary>
    public static ProfileReport After { get; } = SampleReports.Orders with { Notes = [], Methods = [Edited(19), Total("Shop.Cart.Total.get", 240), Total("Shop.Cart.New()", 64)] };

    public static MethodProfile Import(int first) => Method("Shop.Import.OrderImporter.Import(string path)", first,
        ("[Profile]", 1, 0),
        ("public IReadOnlyList<Order> Import(string path)", 0, 0),
        ("{", 0, 0),
        ("    var orders = new List<Order>();", 1, 32),
        ("    foreach (var line in File.ReadLines(path))", 1_001, 28_835),
        ("        orders.Add(Parse(line));", 1_000, 64_000),
        ("", 0, 0),
        ("    Console.WriteLine($\"{orders.Count} orders\");", 1, 80),
        ("    return orders;", 1, 0),
        ("}", 0, 0));

    public static MethodProfile Edited(int first) => Method("Shop.Import.OrderImporter.Import(string path)", first,
        ("[Profile]", 1, 0),
        ("public IReadOnlyList<Order> Import(string path)", 0, 0),
        ("{", 0, 0),
        ("    var orders = new List<Order>();", 1, 32),
        ("    var seen = new HashSet<string>();", 1, 64),
        ("    foreach (var line in File.ReadLines(path))", 1_001, 28_835),
        ("        orders.Add(Parse(line.Trim().ToUpper()));", 1_000, 156_000),
        ("", 0, 0),
        ("    return orders;", 1, 0),
        ("}", 0, 0));

    public static MethodProfile Method(string fullName, int first, params (string Text, long Occurrences, long Bytes)[] lines)
    {
        var sum = lines.Sum(line => line.Bytes);
        return new MethodProfile
        {
            Name = fullName.Replace("Shop.Import.", "", StringComparison.Ordinal).Replace("Shop.", "", StringComparison.Ordinal),
            FullName = fullName,
            Assembly = "Shop",
            File = "Import/OrderImporter.cs",
            FirstLine = first,
            Calls = 1,
            AllocatedBytes = sum,
            SelfAllocatedBytes = sum,
            MinAllocatedBytes = sum,
            MaxAllocatedBytes = sum,
            WorkingSetIncrementBytes = null,
            Lines = [.. lines.Select((line, i) => new LineProfile
            {
                LineNumber = first + i,
                Text = line.Text,
                Occurrences = line.Occurrences,
                AllocatedBytes = line.Bytes,
                SelfAllocatedBytes = line.Bytes,
                WorkingSetBytes = null,
                WorkingSetIncrementBytes = null,
                IsExact = true,
            })],
        };
    }

    static MethodProfile Total(string fullName, long bytes) => Method(fullName, 40, ("=> lines.Sum(line => line.Price);", 3, bytes));
}
