using MemoryProfiler.HeapTests.Support;

namespace MemoryProfiler.HeapTests.Sites.Exports;

public sealed class SiteJsonTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_saved_is_read_as_it_was()
    {
        ShopSites.Run.Save(_folder["a.json"]);

        var read = AllocationSnapshot.Load(_folder["a.json"]);

        read.Save(_folder["b.json"]);
        File.ReadAllText(_folder["b.json"]).ShouldBe(File.ReadAllText(_folder["a.json"]));
        (read.AllocatedBytes, read.PeakBytes, read.LiveBytes, read.Samples).ShouldBe((ShopSites.Allocated, ShopSites.AtPeak, ShopSites.Live, 8_251));
        read.Sites[0].Path.ShouldBe(ShopSites.Run.Sites[0].Path);
        read.AtPeak(AllocationPeakKind.FullCollection)!.PeakBytes.ShouldBe(ShopSites.AtPeak);
        read.AtPeak(AllocationPeakKind.CollectionEnd).ShouldBeNull();
    }

    [Fact]
    public void What_was_not_followed_is_read_as_such()
    {
        ShopSites.NotFollowed.Save(_folder["a.json"]);

        var read = AllocationSnapshot.Load(_folder["a.json"]);

        read.Peak.ShouldBeNull();
        (read.AllocatedBytes, read.LiveBytes, read.LostEvents, read.Notes.Single()).ShouldBe((1_000, 0, 1_234, "What lives was not followed."));
    }

    [Theory]
    [InlineData("it is JSON of something else", "{}")]
    [InlineData("parts of it are missing or wrong", """{"format":"MemoryProfiler.Sites","version":1}""")]
    [InlineData("it is JSON of something else", """{"format":"MemoryProfiler.Report","version":1}""")]
    public void A_file_of_something_else_is_told_in_one_sentence(string why, string text)
    {
        File.WriteAllText(_folder["a.json"], text);

        Should.Throw<InvalidDataException>(() => AllocationSnapshot.Load(_folder["a.json"])).Message
            .ShouldBe($"\"{_folder["a.json"]}\" is not a file of allocation sites: {why}. Expected a .json file that AllocationSnapshot.Save wrote.");
    }

    [Theory]
    [InlineData("\"line\": 12", "\"line\": \"twelve\"")]
    [InlineData("\"own\"", "\"mine\"")]
    [InlineData("\"path\": [", "\"path\": [ 99,")]
    [InlineData("\"capturedAt\": \"2026", "\"capturedAt\": \"now")]
    [InlineData("\"peak\": \"fullCollection\"", "\"peak\": \"collectionEnd\"")]
    [InlineData("\"type\": \"string\"", "\"type\": null")]
    [InlineData("\"allocatedBytes\": 500000000", "\"allocatedBytes\": 5e99")]
    public void A_file_with_a_wrong_part_is_told_too(string part, string wrong)
    {
        ShopSites.Run.Save(_folder["a.json"]);
        var text = File.ReadAllText(_folder["a.json"]);
        text.ShouldContain(part);
        File.WriteAllText(_folder["a.json"], text.Replace(part, wrong, StringComparison.Ordinal));

        Should.Throw<InvalidDataException>(() => AllocationSnapshot.Load(_folder["a.json"])).Message
            .ShouldStartWith($"\"{_folder["a.json"]}\" is not a file of allocation sites: parts of it are missing or wrong.");
    }

    [Fact]
    public void A_newer_version_and_a_file_that_is_not_there_are_told()
    {
        File.WriteAllText(_folder["a.json"], """{"format":"MemoryProfiler.Sites","version":2}""");

        Should.Throw<InvalidDataException>(() => AllocationSnapshot.Load(_folder["a.json"])).Message
            .ShouldBe($"\"{_folder["a.json"]}\" was written as version 2 of the allocation sites format, this MemoryProfiler reads up to version 1; read it with a newer MemoryProfiler.");
        Should.Throw<IOException>(() => AllocationSnapshot.Load(_folder["b.json"])).Message
            .ShouldEndWith(" Give the path of a .json file that AllocationSnapshot.Save wrote.");
    }
}
