using System.Reflection.Metadata;
using MemoryProfiler.Tool.Profiling;
using MemoryProfiler.Tool.Programs;
using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Profiling;

/// <summary>The folder of woven copies, whatever else is in it.</summary>
public sealed class WovenCacheTests : IDisposable
{
    static readonly MethodPatterns _patterns = new("Shop.Orders.*", "");

    readonly TemporaryFolder _folder = new();

    static string Program => StartedPrograms.PathOf("MemoryProfiler.Untouched");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_copy_that_is_there_is_not_made_again()
    {
        var first = Get();
        var second = Get();

        (first.IsNew, second.IsNew).ShouldBe((true, false));
        second.Path.ShouldBe(first.Path);
    }

    [Theory, InlineData("MemoryProfiler.Untouched.dll"), InlineData("MemoryProfiler.Untouched.pdb"), InlineData("woven.json")]
    public void A_copy_of_which_a_file_is_missing_or_cut_off_is_made_again(string file)
    {
        var first = Get();
        var length = new FileInfo(first.Path!).Length;
        var damaged = PathIn(first, file);
        File.WriteAllBytes(damaged, File.ReadAllBytes(damaged)[..100]);

        var second = Get();
        File.Delete(PathIn(second, file));
        var third = Get();
        var last = Get();

        (second.IsNew, third.IsNew, last.IsNew).ShouldBe((true, true, false));
        new FileInfo(last.Path!).Length.ShouldBe(length);
        File.Exists(PathIn(last, file)).ShouldBeTrue();
    }

    [Fact]
    public void Sources_that_were_edited_and_are_as_before_have_their_text_again()
    {
        var source = _folder["Copy.dll"];
        File.Copy(Program, source);
        var symbols = Path.ChangeExtension(source, ".pdb");
        var right = File.ReadAllBytes(Path.ChangeExtension(Program, ".pdb"));
        var other = right.ToArray();
        other[other.AsSpan().IndexOf(ChecksumOf(right, "Orders.cs"))] ^= 1;
        var cache = WovenCache.Open(_folder["cache"], _folder["temporary"], out _);

        var edited = Get(other);
        var restored = Get(right);

        edited.Messages.ShouldHaveSingleItem().ShouldStartWith("MPR015: ");
        (restored.Messages.Count, restored.IsNew, Get(right).IsNew).ShouldBe((0, true, false));

        WovenCopy Get(byte[] content)
        {
            File.WriteAllBytes(symbols, content);
            File.SetLastWriteTimeUtc(symbols, DateTime.UnixEpoch);
            return cache.Get(source, _patterns);
        }
    }

    [Fact]
    public void Code_that_is_none_is_left_alone_and_said()
    {
        var image = File.ReadAllBytes(Program);
        // The length of the array in Orders.Load.
        var code = image.AsSpan().IndexOf<byte>([0x20, 0xE8, 0x03, 0, 0, 0x8D]);
        image[code] = 0xF7;
        var broken = _folder["Broken.dll"];
        File.WriteAllBytes(broken, image);
        var cache = WovenCache.Open(_folder["cache"], "", out _);

        var woven = WovenProgram.Of([Of(Program), Of(broken)], _patterns, cache);

        woven.Copies.ShouldHaveSingleItem().Source.ShouldBe(Program);
        woven.Messages.ShouldHaveSingleItem().ShouldStartWith($"\"{broken}\" is left alone, as it cannot be woven (");

        static ProgramAssembly Of(string path) => new(Path.GetFileNameWithoutExtension(path), path, new Version(1, 0), null, AssemblyOrigin.Own);
    }

    [Fact]
    public void A_file_in_a_copy_s_place_is_left_there()
    {
        var folder = Path.GetDirectoryName(Get().Path!)!;
        Directory.Delete(folder, recursive: true);
        File.WriteAllText(folder, "mine");

        File.Exists(Get().Path).ShouldBeTrue();

        File.ReadAllText(folder).ShouldBe("mine");
    }

    [Fact]
    public void Of_the_folders_that_are_old_only_copies_are_removed()
    {
        var old = Path.GetDirectoryName(Get().Path!)!;
        var unfinished = Directory.CreateDirectory(_folder[$".{Guid.NewGuid():N}"]).FullName;
        var foreign = Directory.CreateDirectory(_folder["photos"]).FullName;
        var hidden = Directory.CreateDirectory(_folder[".ssh"]).FullName;
        foreach (var folder in new[] { old, unfinished, foreign, hidden })
            Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow.AddDays(-31));

        WovenCache.Open(_folder.Path, "", out _).Get(Program, new MethodPatterns("Shop.Program.*", ""));

        new[] { old, unfinished, foreign, hidden }.Where(Directory.Exists).ShouldBe([foreign, hidden]);
    }

    static byte[] ChecksumOf(byte[] symbols, string file)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
        var reader = provider.GetMetadataReader();
        return reader.GetBlobBytes(reader.Documents.Select(reader.GetDocument).Single(document => reader.GetString(document.Name).EndsWith(file, StringComparison.Ordinal)).Hash);
    }

    static string PathIn(WovenCopy copy, string file) => Path.Combine(Path.GetDirectoryName(copy.Path!)!, file);

    WovenCopy Get() => WovenCache.Open(_folder.Path, "", out _).Get(Program, _patterns);
}
