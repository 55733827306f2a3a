namespace MemoryProfiler.Tool.Reporting;

/// <summary>Reports that programs left as files.</summary>
static class SavedReports
{
    /// <summary>Reads one.</summary>
    /// <exception cref="ToolException">It is not there, or not a report.</exception>
    public static ProfileReport Load(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new ToolException("The report has no name: give the path of a .json file that MemoryReport.Save wrote.", ExitCodes.Usage);
        if (!File.Exists(path))
            throw new ToolException($"There is no report \"{path}\": give the path of a .json file that MemoryReport.Save wrote.");
        return ProfileReport.Load(path);
    }

    /// <summary>Compares two.</summary>
    /// <exception cref="ToolException">They are not there, no reports, or of different programs.</exception>
    public static ReportComparison Compare(string before, string after)
    {
        var (one, other) = (Load(before), Load(after));
        try
        {
            return one.CompareTo(other);
        }
        catch (ArgumentException e)
        {
            throw new ToolException(
                $"\"{before}\" and \"{after}\" are reports of different programs: no method of the one ({one.Methods[0].FullName} …) is in the other ({other.Methods[0].FullName} …).", inner: e);
        }
    }
}
