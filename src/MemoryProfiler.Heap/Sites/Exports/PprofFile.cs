using System.IO.Compression;
using MemoryProfiler.Sites.Tables;

namespace MemoryProfiler.Sites.Exports;

/// <summary>
/// Allocation sites as a heap profile of pprof: packed, in protocol buffers. The type of a site is the label <c>type</c>, so that
/// the innermost frame is the method that allocates.
/// </summary>
static class PprofFile
{
    /// <summary>The runtime picks one object in so many bytes on average.</summary>
    const long Period = 102_400;

    // The messages' fields, as profile.proto numbers them.
    const int SampleType = 1, Sample = 2, Mapping = 3, Location = 4, Function = 5, Strings = 6, TimeNanos = 9, DurationNanos = 10, PeriodType = 11, PeriodValue = 12, Comment = 13, DefaultSampleType = 14;
    const int HasFunctions = 7, HasFilenames = 8, HasLineNumbers = 9;
    const long OnlyMapping = 1;

    /// <summary>Writes it.</summary>
    public static void Write(SiteContent sites, StreamWriter writer)
    {
        using var packed = new GZipStream(writer.BaseStream, CompressionLevel.Optimal, leaveOpen: true);
        packed.Write(Profile(sites).Written);
    }

    static ProtobufMessage Profile(SiteContent sites)
    {
        var figures = SiteFigure.Of(sites);
        var texts = new Numbered<string>();
        texts.Number("");
        var functions = new Numbered<(string Method, string File)>();
        var locations = new Numbered<(int Function, int Line)>();
        var profile = new ProtobufMessage();
        foreach (var figure in figures)
            profile.Message(SampleType, ValueType(texts, figure.Name, figure.IsBytes ? "bytes" : "count"));
        foreach (var site in sites.Sites)
        {
            long[] values = [.. figures.Select(figure => figure.Value(site))];
            if (Array.Exists(values, value => value != 0))
                profile.Message(Sample, SampleOf(site, values, texts, functions, locations));
        }
        profile.Message(Mapping, WholeProgram(texts, sites.Source));
        for (var location = 0; location < locations.Count; location++)
            profile.Message(Location, LocationOf(location, locations.All[location]));
        for (var function = 0; function < functions.Count; function++)
            profile.Message(Function, FunctionOf(function, functions.All[function], texts));
        profile.Number(TimeNanos, (sites.CapturedAt - sites.Duration - DateTimeOffset.UnixEpoch).Ticks * 100);
        profile.Number(DurationNanos, sites.Duration.Ticks * 100);
        profile.Message(PeriodType, ValueType(texts, "space", "bytes"));
        profile.Number(PeriodValue, Period);
        profile.Numbers(Comment, ((string[])[SiteWords.Precision(sites), .. sites.Notes]).Select(text => (long)texts.Number(text)));
        profile.Number(DefaultSampleType, texts.Number(figures[0].Name));
        foreach (var text in texts.All)
            profile.Text(Strings, text);
        return profile;
    }

    static ProtobufMessage ValueType(Numbered<string> texts, string type, string unit)
    {
        var message = new ProtobufMessage();
        message.Number(1, texts.Number(type));
        message.Number(2, texts.Number(unit));
        return message;
    }

    // Numbers of functions and locations begin with 1: 0 is none.
    static ProtobufMessage SampleOf(AllocationSite site, long[] values, Numbered<string> texts, Numbered<(string Method, string File)> functions, Numbered<(int Function, int Line)> locations)
    {
        var message = new ProtobufMessage();
        message.Numbers(1, site.Path.Reverse().Select(frame => locations.Number((functions.Number((frame.Method, frame.File ?? "")), frame.Line)) + 1L));
        message.Numbers(2, values);
        var label = new ProtobufMessage();
        label.Number(1, texts.Number("type"));
        label.Number(2, texts.Number(site.Type));
        message.Message(3, label);
        return message;
    }

    static ProtobufMessage WholeProgram(Numbered<string> texts, string source)
    {
        var message = new ProtobufMessage();
        message.Number(1, OnlyMapping);
        message.Number(5, texts.Number(source));
        foreach (var has in (ReadOnlySpan<int>)[HasFunctions, HasFilenames, HasLineNumbers])
            message.Number(has, 1);
        return message;
    }

    static ProtobufMessage LocationOf(int number, (int Function, int Line) location)
    {
        var line = new ProtobufMessage();
        line.Number(1, location.Function + 1);
        line.Number(2, location.Line);
        var message = new ProtobufMessage();
        message.Number(1, number + 1);
        message.Number(2, OnlyMapping);
        message.Message(4, line);
        return message;
    }

    static ProtobufMessage FunctionOf(int number, (string Method, string File) function, Numbered<string> texts)
    {
        var message = new ProtobufMessage();
        message.Number(1, number + 1);
        message.Number(2, texts.Number(function.Method));
        message.Number(3, texts.Number(function.Method));
        message.Number(4, texts.Number(function.File));
        return message;
    }
}
