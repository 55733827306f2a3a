using System.CommandLine;
using System.Globalization;
using MemoryProfiler.Exports;
using MemoryProfiler.Tool.Heaps;

namespace MemoryProfiler.Tool.Commands;

/// <summary><c>heap</c>: what is on the heap of a process or in a file, what grew, and who holds it.</summary>
static class HeapCommand
{
    const double LongestSeconds = 86_400;
    const int DefaultTop = 20;

    public static Command Create()
    {
        var source = new Argument<string>("process or file") { Description = "The number of a .NET process, its name, or a part of its command line; or a .gcdump or .nettrace." };
        var diff = new Option<string>("--diff", "-d") { Description = "Compares with a second look after so many seconds, or with an earlier .gcdump.", HelpName = "seconds|file" };
        var path = new Option<string>("--path", "-p") { Description = "Who holds the objects of this type; its name, with namespaces or without.", HelpName = "type" };
        var output = new Option<string>("--output", "-o") { Description = "Where to write it, as .html, .json or .gcdump; without it the table is printed.", HelpName = "file" };
        var top = new Option<int>("--top", "-n") { Description = "How many rows, 20 by default.", HelpName = "rows", DefaultValueFactory = _ => DefaultTop };
        var timeout = new Option<string>("--timeout", "-t") { Description = "Gives up after so many seconds, 60 by default.", HelpName = "seconds" };
        var memory = new Option<string>("--max-memory") { Description = "What taking it may need at most, such as 2GB; by default a third of what is free.", HelpName = "size" };
        var command = new Command("heap", "Shows what is on the heap of a .NET process or in a .gcdump, what grew, and who holds it.") { source, diff, path, output, top, timeout, memory };
        command.SetAction(async (result, cancellation) =>
        {
            var target = result.GetValue(output);
            if (target is not null && !HeapFormats.IsKnown(target))
                throw new ToolException(HeapFormats.Refusal(target), ExitCodes.Usage);
            if (result.GetValue(top) < 0)
                throw new ToolException("The option --top cannot be negative.", ExitCodes.Usage);
            var options = new HeapSnapshotOptions();
            if (result.GetValue(timeout) is { } text)
                options.Timeout = Seconds(timeout.Name, text);
            if (result.GetValue(memory) is { } size)
                options.MaxMemoryBytes = ByteSize.TryParse(size, out var bytes, out var error) ? bytes : throw new ToolException(error!, ExitCodes.Usage);
            var heaps = new HeapSource(result.GetRequiredValue(source), options);
            using var before = result.GetValue(diff) is { } other ? await Before(heaps, other, diff.Name, cancellation) : null;
            using var heap = await heaps.TakeAsync(cancellation);
            if (target is not null)
                heap.Save(target, before);
            var writer = result.InvocationConfiguration.Output;
            if (result.GetValue(path) is { } type)
                HeldPaths.Write(heap, type, result.GetValue(top), writer);
            else if (target is null && before is not null)
                heap.CompareTo(before).WriteTo(writer, result.GetValue(top));
            else if (target is null)
                heap.WriteTo(writer, result.GetValue(top));
            return ExitCodes.Success;
        });
        return command;
    }

    // The first look is there before the time begins that both are apart.
    static async Task<HeapSnapshot> Before(HeapSource heaps, string other, string option, CancellationToken cancellation)
    {
        if (File.Exists(other))
            return HeapSnapshot.Load(other);
        if (heaps.IsFile)
            throw new ToolException($"There is no file \"{other}\" to compare with: a file is compared with another one.", ExitCodes.Usage);
        var pause = Seconds(option, other);
        var before = await heaps.TakeAsync(cancellation);
        await Task.Delay(pause, cancellation);
        return before;
    }

    static TimeSpan Seconds(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new ToolException(string.Create(CultureInfo.InvariantCulture, $"The option {option} cannot be \"{text}\": it is a number of seconds, more than 0 and up to {LongestSeconds:#,0}."), ExitCodes.Usage);
}
