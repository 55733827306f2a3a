using MemoryProfiler.Settings;

namespace MemoryProfiler;

/// <summary>
/// What of a report is printed. Given to <see cref="MemoryReport.Print(Action{ReportPrintOptions})"/>; the starting values
/// are the options <see cref="MemoryProfilerOptions.PrintTop"/>, <see cref="MemoryProfilerOptions.PrintFilter"/> and
/// <see cref="MemoryProfilerOptions.PrintSort"/> in force. Figures never depend on it. Not safe for use by several threads
/// at once.
/// </summary>
public sealed class ReportPrintOptions
{
    /// <summary>How many methods are printed unless somebody says otherwise.</summary>
    internal const int DefaultTop = 25;

    /// <summary>How many types of a line are printed unless somebody says otherwise.</summary>
    internal const int DefaultTypes = 3;

    int _top = CurrentSettings.PrintTop ?? DefaultTop;
    int _types = DefaultTypes;
    MethodSort _sort = CurrentSettings.PrintSort;

    /// <summary>
    /// How many methods are printed at most, the first by <see cref="Sort"/>; the others are counted in one line. 25 unless
    /// the option <see cref="MemoryProfilerOptions.PrintTop"/> says otherwise; <see cref="int.MaxValue"/> for all.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 0.</exception>
    public int Top
    {
        get => _top;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _top = value;
        }
    }

    /// <summary>
    /// How many types are printed below each line at most, the largest first; 3 by default, 0 for none. There are types
    /// only where they were asked for: <see cref="LineProfile.Types"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 0.</exception>
    public int Types
    {
        get => _types;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _types = value;
        }
    }

    /// <summary>
    /// Which methods are printed: patterns such as <c>MyApp.Services.*</c>, separated by semicolons. They are matched
    /// against the whole name with its namespace, with or without parameters, in any case. <c>*</c> is any text, <c>?</c>
    /// one character. Null or empty, the default, for all.
    /// </summary>
    public string? Filter { get; set; } = CurrentSettings.PrintFilter;

    /// <summary>In which order; <see cref="MethodSort.AllocatedBytes"/> by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such order.</exception>
    public MethodSort Sort
    {
        get => _sort;
        set
        {
            if (!Enum.IsDefined(value))
                throw new ArgumentOutOfRangeException(nameof(value), value, $"Methods are sorted by {string.Join(", ", Enum.GetNames<MethodSort>())}.");
            _sort = value;
        }
    }
}
