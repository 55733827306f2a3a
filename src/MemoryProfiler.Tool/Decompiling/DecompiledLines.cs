using System.Collections.Concurrent;
using System.Globalization;

namespace MemoryProfiler.Tool.Decompiling;

/// <summary>Gives lines to methods of assemblies without symbols, whose figures stand on IL offsets: those of decompiled C#.</summary>
static class DecompiledLines
{
    // Expressions are decompiled recursively, and generated code has some of thousands of operands.
    const int StackBytes = 64 << 20;

    // A large program calls methods of thousands of types, and nobody waits minutes for lines that hold nothing.
    const int MostTypes = 400;

    /// <summary>
    /// The report with lines where it has IL offsets. Only types with such methods are decompiled. Sums and totals stay as
    /// they are. Where that fails, the offsets stay, and a note says why.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="originalOf">The path of the file that was woven, by the assembly's simple name; null if it is not known.</param>
    /// <returns>Another report, or the same if it has no offsets.</returns>
    public static ProfileReport Of(ProfileReport report, Func<string, string?> originalOf)
    {
        var assemblies = report.Methods.Where(method => method.BodyToken is not null).GroupBy(method => method.Assembly, StringComparer.Ordinal).ToList();
        if (assemblies.Count == 0)
            return report;
        var notes = new List<string>();
        var work = assemblies.SelectMany(assembly => Work(assembly.Key, originalOf(assembly.Key), [.. assembly], notes))
            .OrderByDescending(type => type.Methods.Sum(method => method.SelfAllocatedBytes)).ThenBy(type => type.Name, StringComparer.Ordinal).ToList();
        var left = work.Skip(MostTypes).SelectMany(type => type.Methods).ToList();
        if (left.Count > 0)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"IL offsets stand for lines in {Names(left)}: only the {MostTypes} types that allocated most are decompiled. Profile fewer methods to see the lines of others."));
        var lines = new Dictionary<MethodProfile, MethodProfile>(ReferenceEqualityComparer.Instance);
        var hidden = new List<MethodProfile>();
        foreach (var (type, bodies, failure) in Decompile(work.Take(MostTypes).ToList()).OrderBy(done => done.Type.Name, StringComparer.Ordinal))
        {
            foreach (var method in type.Methods)
            {
                if (bodies?.GetValueOrDefault(method.BodyToken!.Value) is { } body)
                    lines.Add(method, DecompiledMethod.Of(method, body));
                else if (failure is null)
                    hidden.Add(method);
            }
            if (failure is not null)
                notes.Add($"IL offsets stand for lines in {Names(type.Methods)}: {type.Name} could not be decompiled ({Sentence(failure)}).");
        }
        if (hidden.Count > 0)
            notes.Add($"IL offsets stand for lines in {Names(hidden)}: decompiled C# does not show what the compiler made there.");
        return report with { Methods = [.. report.Methods.Select(method => lines.GetValueOrDefault(method) ?? method)], Notes = [.. report.Notes, .. notes] };
    }

    static IEnumerable<TypeToDecompile> Work(string name, string? path, List<MethodProfile> methods, List<string> notes)
    {
        if (path is null || !File.Exists(path))
        {
            notes.Add($"IL offsets stand for lines in {Names(methods)}: the file of {name} that was profiled is not there{(path is null ? "" : $" ({path})")}. Keep it until the report is written.");
            return [];
        }
        DecompiledAssembly assembly;
        try
        {
            assembly = new DecompiledAssembly(path);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            notes.Add($"IL offsets stand for lines in {Names(methods)}: {path} cannot be read ({Sentence(e)}).");
            return [];
        }
        var types = methods.GroupBy(method => assembly.TypeOf(method.BodyToken!.Value)).ToList();
        if (types.Find(type => type.Key is null) is { } others)
            notes.Add($"IL offsets stand for lines in {Names([.. others])}: {path} is not the file that was profiled. Give the one of that build.");
        return types.Where(type => type.Key is not null).Select(type => new TypeToDecompile(assembly, type.Key!.Value, assembly.NameOf(type.Key.Value), [.. type]));
    }

    static List<(TypeToDecompile Type, Dictionary<int, DecompiledBody>? Bodies, Exception? Failure)> Decompile(List<TypeToDecompile> types)
    {
        var done = new ConcurrentBag<(TypeToDecompile, Dictionary<int, DecompiledBody>?, Exception?)>();
        var left = new ConcurrentQueue<TypeToDecompile>(types);
        var threads = Enumerable.Range(0, Math.Min(Environment.ProcessorCount, types.Count)).Select(_ => new Thread(DecompileNext, StackBytes)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return [.. done];

        void DecompileNext()
        {
            while (left.TryDequeue(out var type))
            {
                try
                {
                    done.Add((type, type.Assembly.Decompile(type.Type), null));
                }
                catch (Exception e)
                {
                    done.Add((type, null, e));
                }
            }
        }
    }

    static string Names(IReadOnlyList<MethodProfile> methods) => methods.Count == 1
        ? methods[0].FullName
        : string.Create(CultureInfo.InvariantCulture, $"{methods[0].FullName} and {methods.Count - 1:N0} more");

    static string Sentence(Exception e) => e.Message.Split('\n')[0].Trim().TrimEnd('.');
}
