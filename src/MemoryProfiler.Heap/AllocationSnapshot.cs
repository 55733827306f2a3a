using System.Reflection;
using MemoryProfiler.Sites;
using MemoryProfiler.Sites.Exports;
using MemoryProfiler.Sites.Tables;

namespace MemoryProfiler;

/// <summary>
/// Which lines and call paths allocated what since recording began, what of it is alive, and what was at the peak. Figures are estimates from samples; see <see cref="AllocationSite"/>. Immutable; several threads may ask it.
/// </summary>
public sealed class AllocationSnapshot
{
    IReadOnlyList<AllocationSite> _sites = [];

    internal AllocationSnapshot()
    {
    }

    /// <summary>The sites, that with most allocated bytes first.</summary>
    public required IReadOnlyList<AllocationSite> Sites
    {
        get => _sites;
        init
        {
            _sites = [.. value.OrderByDescending(site => site.AllocatedBytes).ThenBy(site => site.Type, StringComparer.Ordinal)];
            AllocatedBytes = value.Sum(site => site.AllocatedBytes);
            AllocatedObjects = value.Sum(site => site.AllocatedObjects);
            LiveBytes = value.Sum(site => site.LiveBytes);
            LiveObjects = value.Sum(site => site.LiveObjects);
            PeakBytes = value.Sum(site => site.PeakBytes);
            PeakObjects = value.Sum(site => site.PeakObjects);
            Samples = value.Sum(site => site.Samples);
        }
    }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>How long before that sites began to be recorded, or were cleared.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>What all sites allocated, in bytes; an estimate.</summary>
    public long AllocatedBytes { get; private init; }

    /// <summary>How many objects that was; an estimate.</summary>
    public long AllocatedObjects { get; private init; }

    /// <summary>What of it lived when the snapshot was taken, in bytes; an estimate.</summary>
    public long LiveBytes { get; private init; }

    /// <summary>How many objects that was; an estimate.</summary>
    public long LiveObjects { get; private init; }

    /// <summary>What lived at <see cref="Peak"/>, in bytes; an estimate. 0 if there is none.</summary>
    public long PeakBytes { get; private init; }

    /// <summary>How many objects that was; an estimate.</summary>
    public long PeakObjects { get; private init; }

    /// <summary>How many objects were seen: what the figures are estimated from.</summary>
    public long Samples { get; private init; }

    /// <summary>
    /// The peak that <see cref="AllocationSite.PeakBytes"/> are of: after a full collection, else after any, else before one.
    /// Null if what lives was not followed. <see cref="AtPeak"/> gives the sites of another one.
    /// </summary>
    public AllocationPeak? Peak { get; init; }

    /// <summary>All peaks that are known, each once. One of a full collection is missing where there was none.</summary>
    public IReadOnlyList<AllocationPeak> Peaks { get; init; } = [];

    /// <summary>How many events of the runtime were lost, as its buffer was full. From one on all figures may be too low.</summary>
    public long LostEvents { get; init; }

    /// <summary>
    /// Whether the runtime is older than .NET 10: it shows one object for each 100 KiB, and not at random. Types that are
    /// allocated in turns may get the share of others.
    /// </summary>
    public bool IsCoarse { get; init; }

    /// <summary>What has to be known to read the figures, each a sentence.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The sites of each known peak, in the order of <see cref="Peaks"/>.</summary>
    internal IReadOnlyList<IReadOnlyList<AllocationSite>> SitesAtPeaks { get; init; } = [];

    /// <summary>What lived before and after each collection; of all sites, and not known of some of them.</summary>
    internal IReadOnlyList<(TimeSpan At, long Bytes)> Moments { get; init; } = [];

    /// <summary>What files and tables are written of.</summary>
    internal SiteContent Content => new(Sites, CapturedAt, Duration, Peak, Peaks, Notes) { Source = Source, Moments = Moments, LostEvents = LostEvents, IsCoarse = IsCoarse };

    /// <summary>Whose sites they are, in words.</summary>
    internal string Source { get; init; } = ThisProcess;

    static string ThisProcess => Assembly.GetEntryAssembly()?.GetName().Name ?? "this process";

    /// <summary>
    /// Reads what <see cref="Save"/> wrote as .json, such as the baseline that a flame graph is compared with. Of its peaks only
    /// that of <see cref="Peak"/> has sites.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no such file, or one of a newer version.</exception>
    public static AllocationSnapshot Load(string path)
    {
        var content = SiteJsonReader.Load(path);
        return new()
        {
            Sites = content.Sites,
            Source = content.Source,
            CapturedAt = content.CapturedAt,
            Duration = content.Duration,
            Peak = content.Peak,
            Peaks = content.Peaks,
            SitesAtPeaks = content.Peak is null ? [] : [content.Sites],
            LostEvents = content.LostEvents,
            IsCoarse = content.IsCoarse,
            Notes = content.Notes,
        };
    }

    /// <summary>The lines with most bytes. A line is that of <see cref="AllocationSite.Frame"/>.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="measure">Which bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public IReadOnlyList<AllocationGroup> TopLines(int count, AllocationMeasure measure = AllocationMeasure.Allocated) =>
        SiteGroups.Top(Sites, AllocationGrouping.Line, measure, count);

    /// <summary>The call paths with most bytes.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="measure">Which bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public IReadOnlyList<AllocationGroup> TopPaths(int count, AllocationMeasure measure = AllocationMeasure.Allocated) =>
        SiteGroups.Top(Sites, AllocationGrouping.Path, measure, count);

    /// <summary>The types with most bytes.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="measure">Which bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public IReadOnlyList<AllocationGroup> TopTypes(int count, AllocationMeasure measure = AllocationMeasure.Allocated) =>
        SiteGroups.Top(Sites, AllocationGrouping.Type, measure, count);

    /// <summary>The same with some of the sites only. Its totals are theirs; its peaks are still those of all.</summary>
    /// <param name="isWanted">Which.</param>
    public AllocationSnapshot Where(Func<AllocationSite, bool> isWanted)
    {
        ArgumentNullException.ThrowIfNull(isWanted);
        return With([.. Sites.Where(isWanted)], Peak, [.. SitesAtPeaks.Select(sites => (IReadOnlyList<AllocationSite>)[.. sites.Where(isWanted)])]);
    }

    /// <summary>The sites whose <see cref="AllocationSite.Frame"/> is in a namespace or a type, or in one below it.</summary>
    /// <param name="name">The namespace's or the type's full name.</param>
    public AllocationSnapshot InNamespace(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Where(site => SiteGroups.IsIn(site.Frame.Method, name));
    }

    /// <summary>The sites that allocated a type.</summary>
    /// <param name="name">The type's full name, or what of it stands behind its last dots.</param>
    public AllocationSnapshot OfType(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Where(site => site.Type == name || site.Type.EndsWith("." + name, StringComparison.Ordinal));
    }

    /// <summary>The sites whose <see cref="AllocationSite.Frame"/> is in a source file.</summary>
    /// <param name="file">Its path, or the end of it that begins behind a folder.</param>
    public AllocationSnapshot InFile(string file)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        return Where(site => SiteGroups.IsFile(site.Frame.File, file));
    }

    /// <summary>The same where <see cref="Peak"/>, and the bytes of sites at it, are another peak's.</summary>
    /// <param name="kind">Which peak.</param>
    /// <returns>Null if that peak is not known, as there was no such collection.</returns>
    public AllocationSnapshot? AtPeak(AllocationPeakKind kind)
    {
        for (var i = 0; i < Peaks.Count && i < SitesAtPeaks.Count; i++)
        {
            if (Peaks[i].Kind == kind)
                return With(SitesAtPeaks[i], Peaks[i], SitesAtPeaks);
        }
        return null;
    }

    /// <summary>What became more and less since an earlier snapshot.</summary>
    /// <param name="before">The earlier one.</param>
    public AllocationComparison CompareTo(AllocationSnapshot before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return new AllocationComparison(before, this);
    }

    /// <summary>Prints a table to the console.</summary>
    /// <param name="top">How many rows at most.</param>
    /// <param name="by">What a row is.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of rows is negative.</exception>
    public void Print(int top = 20, AllocationGrouping by = AllocationGrouping.Line) => WriteTo(Console.Out, top, by);

    /// <summary>Writes a table: the rows that held most at the peak, or that allocated most if no peak is known.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="top">How many rows at most.</param>
    /// <param name="by">What a row is.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of rows is negative.</exception>
    public void WriteTo(TextWriter writer, int top = 20, AllocationGrouping by = AllocationGrouping.Line)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        SiteTable.Write(writer, Content, by, top);
    }

    /// <summary>
    /// Writes the snapshot as a whole or not at all, in the form that the path's ending names. A .pb.gz is a heap profile for pprof,
    /// a .speedscope.json one for speedscope, a .firefox.json or .profile.json one for the Firefox Profiler. A .collapsed has a line
    /// for each path, with its allocated bytes. A .json has every site. A .html or .svg is a flame graph.
    /// </summary>
    /// <param name="path">The file; its folder is made if it is missing.</param>
    /// <exception cref="ArgumentException">The path is empty or ends in something else.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(string path) => SiteFormats.Save(Content, path);

    /// <summary>
    /// Draws a flame graph, as a whole or not at all: the wider a box, the more bytes its paths stand for. The path's ending names
    /// the form: .html, a page that can be searched and switched, or .svg.
    /// </summary>
    /// <param name="path">The file; its folder is made if it is missing.</param>
    /// <param name="options">What is shown at first, and what it is compared with; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The path is empty or ends in something else, or what lives is to be shown and this snapshot or the baseline did not follow it.
    /// </exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void SaveFlame(string path, FlameOptions? options = null)
    {
        var shown = options ?? new FlameOptions();
        SiteFormats.SaveFlame(Content, shown.Baseline?.Content, shown.Measure, shown.FromAllocation, path);
    }

    /// <summary>A snapshot of what a session found.</summary>
    /// <param name="recorded">What it found.</param>
    /// <param name="source">Whose sites they are; null for this process.</param>
    internal static AllocationSnapshot Of(RecordedSites recorded, string? source = null) => new()
    {
        Source = source ?? ThisProcess,
        Sites = recorded.Sites,
        CapturedAt = DateTimeOffset.Now,
        Duration = recorded.Duration,
        Peak = recorded.Peaks.Count > 0 ? recorded.Peaks[0] : null,
        Peaks = recorded.Peaks,
        SitesAtPeaks = recorded.SitesAtPeaks,
        Moments = recorded.Moments,
        LostEvents = recorded.Lost,
        IsCoarse = recorded.IsCoarse,
        Notes = [.. SiteNotes.Of(recorded)],
    };

    AllocationSnapshot With(IReadOnlyList<AllocationSite> sites, AllocationPeak? peak, IReadOnlyList<IReadOnlyList<AllocationSite>> atPeaks) => new()
    {
        Sites = sites,
        CapturedAt = CapturedAt,
        Duration = Duration,
        Source = Source,
        Peak = peak,
        Peaks = Peaks,
        SitesAtPeaks = atPeaks,
        LostEvents = LostEvents,
        IsCoarse = IsCoarse,
        Notes = Notes,
    };
}
