using System.Diagnostics;
using System.Globalization;
using MemoryProfiler.Tool.Programs;

namespace MemoryProfiler.Tool.Profiling;

/// <summary>The woven copies of a program's assemblies.</summary>
/// <param name="Copies">Those of which a method is profiled.</param>
/// <param name="Messages">What the weaver has to say to the user.</param>
/// <param name="Seconds">How long it took; 0 if all copies were there.</param>
sealed record WovenProgram(IReadOnlyList<WovenCopy> Copies, IReadOnlyList<string> Messages, double Seconds)
{
    // Some name every method of an assembly.
    const int LongestMessage = 400;

    static readonly string? _library = typeof(ProfileReport).Assembly.GetName().Name;

    /// <summary>Weaves what is selected.</summary>
    /// <param name="assemblies">The assemblies that are looked at.</param>
    /// <param name="patterns">Which of their methods are profiled.</param>
    /// <param name="cache">Where the copies are.</param>
    /// <exception cref="ToolException">Nothing is selected, a pattern matches nothing, or a copy cannot be written.</exception>
    public static WovenProgram Of(IReadOnlyList<ProgramAssembly> assemblies, MethodPatterns patterns, WovenCache cache)
    {
        var started = Stopwatch.GetTimestamp();
        var all = Weave(assemblies, patterns, cache);
        foreach (var text in all.FirstOrDefault()?.Unmatched ?? [])
        {
            if (all.TrueForAll(copy => copy.Refusal is not null || copy.Unmatched.Contains(text)))
                throw UnmatchedPattern.Of(text, all);
        }
        var woven = all.Where(copy => copy.Path is not null).ToList();
        return woven.Count > 0
            ? new WovenProgram(woven, [.. all.SelectMany(MessagesOf).Select(Shortened)], all.Exists(copy => copy.IsNew) ? Stopwatch.GetElapsedTime(started).TotalSeconds : 0)
            : throw new ToolException(NothingToWeave(all, patterns), ExitCodes.Usage);
    }

    /// <summary>How many methods are profiled, of what, and how long that took.</summary>
    public string Summary
    {
        get
        {
            var methods = Copies.Sum(copy => copy.Methods);
            var names = string.Join(", ", Copies.Select(copy => copy.Name).Take(5)) + (Copies.Count > 5 ? $" and {Copies.Count - 5} more" : "");
            return string.Create(CultureInfo.InvariantCulture, $"{methods:N0} method{(methods == 1 ? "" : "s")} of {names} {(Seconds > 0 ? $"woven in {Seconds:0.00} s" : "from the cache")}.");
        }
    }

    // That the profiler is not woven, which a program may bring, goes without saying.
    static IReadOnlyList<string> MessagesOf(WovenCopy copy) => copy.Refusal is { } refusal && copy.Name != _library ? [$"\"{copy.Source}\" is left alone, as {refusal}.", .. copy.Messages] : copy.Messages;

    static string Shortened(string message) => message.Length <= LongestMessage ? message : message[..LongestMessage] + " …";

    static List<WovenCopy> Weave(IReadOnlyList<ProgramAssembly> assemblies, MethodPatterns patterns, WovenCache cache)
    {
        try
        {
            return [.. assemblies.AsParallel().AsOrdered().Select(assembly => cache.Get(assembly.Path, patterns))];
        }
        catch (AggregateException e) when (e.InnerException is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"A woven copy cannot be written: {e.InnerException.Message.TrimEnd('.')}. Make room there, or name another folder with --cache.", inner: e);
        }
    }

    static string NothingToWeave(List<WovenCopy> all, MethodPatterns patterns)
    {
        var refused = all.Find(copy => copy.Refusal is not null);
        return refused is not null
            ? $"\"{refused.Source}\" is left alone, as {refused.Refusal}, and nothing else is selected, so there is nothing to profile."
            : $"--profile \"{patterns.Include}\" with --exclude \"{patterns.Exclude}\" leaves no method of {string.Join(", ", all.Select(copy => copy.Name))}.";
    }
}
