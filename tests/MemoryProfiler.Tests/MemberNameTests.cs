using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MemoryProfiler.Tests;

/// <summary>What a message or a page advises exists.</summary>
public sealed partial class MemberNameTests
{
    static readonly Assembly _runtime = typeof(MemoryReport).Assembly;
    static readonly Dictionary<string, Type> _types = _runtime.GetExportedTypes().ToDictionary(type => type.Name.Split('`')[0]);

    [Fact]
    public void Every_member_that_a_page_or_a_message_names_is_in_the_API()
    {
        var texts = Pages().Concat(Messages()).ToList();

        texts.Count.ShouldBeGreaterThan(500);
        var named = texts.SelectMany(text => MemberName().Matches(text.Text).Select(match => (text.Place, Type: match.Groups["type"].Value, Member: match.Groups["member"].Value)))
            .Where(name => _types.ContainsKey(name.Type))
            .ToList();
        named.Count(name => name.Type == nameof(MemoryAssert)).ShouldBeGreaterThan(10);
        named.Where(name => !Has(_types[name.Type], name.Member)).Select(name => $"{name.Place}: {name.Type}.{name.Member}").Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Every_async_name_in_a_message_is_in_the_API_or_the_frameworks()
    {
        var known = _types.Values.SelectMany(type => type.GetMembers()).Select(member => member.Name).ToHashSet(StringComparer.Ordinal);

        Messages().SelectMany(text => AsyncName().Matches(text.Text).Select(match => match.Value)).Where(name => !known.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_assertion_on_a_synchronous_delegate_has_the_async_one_that_it_advises()
    {
        var members = typeof(MemoryAssert).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(method => method.Name).Distinct().ToList();

        members.Count(name => !name.EndsWith("Async", StringComparison.Ordinal)).ShouldBe(8);
        members.Where(name => !name.EndsWith("Async", StringComparison.Ordinal) && !members.Contains(name + "Async")).ShouldBeEmpty();
    }

    static bool Has(Type type, string member) =>
        type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).Any(found => found.Name == member)
        || type.GetNestedType(member) is not null;

    static IEnumerable<(string Place, string Text)> Pages([CallerFilePath] string file = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../.."));
        var pages = Directory.GetFiles(Path.Combine(root, "docs"), "*.md")
            .Concat(Directory.GetFiles(root, "*.md"))
            .Concat(Directory.GetFiles(Path.Combine(root, "src"), "README.md", SearchOption.AllDirectories))
            .Concat(Directory.GetFiles(Path.Combine(root, "samples"), "README.md", SearchOption.AllDirectories))
            // The XML documentation stands in them.
            .Concat(Directory.GetFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("\\obj\\", StringComparison.Ordinal)));
        return pages.SelectMany(path => File.ReadLines(path)
            .Where(line => !path.EndsWith(".cs", StringComparison.Ordinal) || line.TrimStart().StartsWith("///", StringComparison.Ordinal))
            .Select((line, number) => ($"{Path.GetRelativePath(root, path)} ({line.Trim()})", line)));
    }

    static IEnumerable<(string Place, string Text)> Messages()
    {
        using var image = new PEReader(File.OpenRead(_runtime.Location));
        var metadata = image.GetMetadataReader();
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
            yield return ("a message", metadata.GetUserString(handle));
    }

    // A name that goes on is a namespace's or a file's.
    [GeneratedRegex(@"(?<![\w.])(?<type>[A-Z]\w+)\.(?<member>[A-Z]\w*)\b(?!\.)")]
    private static partial Regex MemberName();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w+Async\b")]
    private static partial Regex AsyncName();
}
