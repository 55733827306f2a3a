using System.Text.Json;

namespace MemoryProfiler.Sites.Exports;

/// <summary>
/// The tables that all threads of a Firefox profile share: stacks of frames, frames of functions, functions of sources, and
/// texts. Each is a list of columns, and rows name rows of others by their number.
/// </summary>
sealed class FirefoxTables
{
    // A frame without one has its caller's: a type is whoever's allocated it.
    const int NoCategory = -1;

    readonly Numbered<string> _texts = new();
    readonly Numbered<string> _sources = new();
    readonly Numbered<(string Name, string? File)> _functions = new();
    readonly Numbered<(int Function, int Line, int Category)> _frames = new();
    readonly Numbered<(int Parent, int Frame)> _stacks = new();

    /// <summary>The number of the stack of a site, with its type at the end.</summary>
    public int Stack(AllocationSite site)
    {
        var stack = -1;
        foreach (var frame in site.Path)
            stack = Stack(stack, frame, 1 + (int)frame.Kind);
        return Stack(stack, SiteFrames.OfType(site), NoCategory);
    }

    /// <summary>Writes them.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("shared");
        var stacks = Rows(_stacks);
        Table(json, "stackTable", stacks.Length,
            ("frame", stacks.Select(stack => (object?)stack.Frame)),
            ("prefixOffset", stacks.Select((stack, i) => (object?)(stack.Parent < 0 ? 0 : i - stack.Parent))));
        var frames = Rows(_frames);
        Table(json, "frameTable", frames.Length,
            ("address", Same(frames, -1)),
            ("lib", Same(frames, -1)),
            ("inlineDepth", Same(frames, 0)),
            ("category", frames.Select(frame => frame.Category == NoCategory ? null : (object?)frame.Category)),
            ("subcategory", frames.Select(frame => frame.Category == NoCategory ? null : (object?)0)),
            ("func", frames.Select(frame => (object?)frame.Function)),
            ("nativeSymbol", Same(frames, null)),
            ("innerWindowID", Same(frames, 0)),
            ("line", frames.Select(frame => frame.Line > 0 ? (object?)frame.Line : null)),
            ("column", Same(frames, null)),
            ("originalLocation", Same(frames, null)));
        var functions = Rows(_functions);
        object?[] names = [.. functions.Select(function => (object?)_texts.Number(function.Name))];
        object?[] files = [.. functions.Select(function => function.File is { } file ? (object?)_sources.Number(file) : null)];
        Table(json, "funcTable", functions.Length,
            ("name", names),
            ("isJS", Same(functions, false)),
            ("relevantForJS", Same(functions, false)),
            ("resource", Same(functions, -1)),
            ("source", files),
            ("lineNumber", Same(functions, null)),
            ("columnNumber", Same(functions, null)),
            ("originalLocation", Same(functions, null)));
        Table(json, "resourceTable", 0, ("name", []), ("host", []), ("type", []));
        Table(json, "nativeSymbols", 0, ("libIndex", []), ("address", []), ("name", []), ("functionSize", []));
        var sources = Rows(_sources);
        Table(json, "sources", sources.Length,
            ("id", Same(sources, null)),
            ("filename", sources.Select(file => (object?)_texts.Number(file))),
            ("startLine", Same(sources, 1)),
            ("startColumn", Same(sources, 1)),
            ("sourceMapURL", Same(sources, null)),
            ("content", Same(sources, null)));
        Table(json, "sourceLocationTable", 0, ("source", []), ("line", []), ("column", []));
        json.WriteStartArray("stringArray");
        foreach (var text in _texts.All)
            json.WriteStringValue(text);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    int Stack(int parent, AllocationFrame frame, int category) =>
        _stacks.Number((parent, _frames.Number((_functions.Number((frame.Method, frame.File)), frame.Line, category))));

    static T[] Rows<T>(Numbered<T> table)
        where T : notnull => [.. table.All];

    static IEnumerable<object?> Same<T>(T[] rows, object? value) => rows.Select(_ => value);

    static void Table(Utf8JsonWriter json, string name, int length, params (string Name, IEnumerable<object?> Values)[] columns)
    {
        json.WriteStartObject(name);
        foreach (var (column, values) in columns)
        {
            json.WriteStartArray(column);
            foreach (var value in values)
            {
                if (value is int number)
                    json.WriteNumberValue(number);
                else if (value is bool isTrue)
                    json.WriteBooleanValue(isTrue);
                else
                    json.WriteNullValue();
            }
            json.WriteEndArray();
        }
        json.WriteNumber("length", length);
        json.WriteEndObject();
    }
}
