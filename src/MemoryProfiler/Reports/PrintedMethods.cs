namespace MemoryProfiler.Reports;

/// <summary>The methods of a report that are printed, in order, and what is left out.</summary>
sealed class PrintedMethods
{
    PrintedMethods(IReadOnlyList<MethodProfile> methods, MethodFilter? filter, MethodSort sort, int top, int types)
    {
        Types = types;
        Filter = filter;
        Sort = sort;
        Top = top;
        Matching = filter is null ? methods : [.. methods.Where(filter.Matches)];
        First = methods.Count == 0 ? null : methods[0];
        Others = methods.Count - Matching.Count;
        Shown = [.. Sorted(Matching, sort).Take(top)];
        Rest = Matching.Count - Shown.Count;
        RestBytes = Matching.Sum(method => method.SelfAllocatedBytes) - Shown.Sum(method => method.SelfAllocatedBytes);
    }

    /// <summary>What was asked for; null for all methods.</summary>
    public MethodFilter? Filter { get; }

    /// <summary>The order.</summary>
    public MethodSort Sort { get; }

    /// <summary>How many were asked for at most.</summary>
    public int Top { get; }

    /// <summary>How many types of each line are printed at most.</summary>
    public int Types { get; }

    /// <summary>All that match, in the report's order.</summary>
    public IReadOnlyList<MethodProfile> Matching { get; }

    /// <summary>The report's first method, matching or not; null if there is none.</summary>
    public MethodProfile? First { get; }

    /// <summary>How many do not match.</summary>
    public int Others { get; }

    /// <summary>Those to print.</summary>
    public IReadOnlyList<MethodProfile> Shown { get; }

    /// <summary>How many match and are not printed, as there are too many.</summary>
    public int Rest { get; }

    /// <summary>What those allocated without profiled callees: bytes of which none is counted twice.</summary>
    public long RestBytes { get; }

    /// <summary>Everything, as files hold it.</summary>
    public static PrintedMethods AllOf(IReadOnlyList<MethodProfile> methods) => new(methods, null, MethodSort.AllocatedBytes, int.MaxValue, ReportPrintOptions.DefaultTypes);

    /// <summary>What options choose.</summary>
    public static PrintedMethods Of(ProfileReport report, ReportPrintOptions options) =>
        new(report.Methods, MethodFilter.Parse(options.Filter), options.Sort, options.Top, options.Types);

    /// <summary>The bytes of an average call; null if no call began since the last reset.</summary>
    public static double? PerCall(MethodProfile method) => method.Calls == 0 ? null : (double)method.AllocatedBytes / method.Calls;

    static IEnumerable<MethodProfile> Sorted(IEnumerable<MethodProfile> methods, MethodSort sort)
    {
        var sorted = sort switch
        {
            MethodSort.SelfAllocatedBytes => methods.OrderByDescending(method => method.SelfAllocatedBytes),
            MethodSort.AllocatedBytesPerCall => methods.OrderByDescending(PerCall),
            MethodSort.Calls => methods.OrderByDescending(method => method.Calls),
            MethodSort.Name => methods.OrderBy(method => method.FullName, StringComparer.Ordinal),
            _ => methods.OrderByDescending(method => method.AllocatedBytes),
        };
        return sorted
            .ThenBy(method => method.FullName, StringComparer.Ordinal)
            .ThenBy(method => method.File, StringComparer.Ordinal)
            .ThenBy(method => method.FirstLine);
    }
}
