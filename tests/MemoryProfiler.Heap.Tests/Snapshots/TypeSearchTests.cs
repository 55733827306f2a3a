namespace MemoryProfiler.HeapTests.Snapshots;

public sealed class TypeSearchTests
{
    const string Here = "MemoryProfiler.HeapTests.Snapshots.TypeSearchTests";

    static Crate[] _crates = [];
    static Crate<Crate>[] _nested = [];

    public TypeSearchTests() => (_crates, _nested) = ([new(), new()], [new()]);

    [Theory]
    [InlineData(Here + ".Crate")]
    [InlineData("TypeSearchTests.Crate")]
    [InlineData("Crate")]
    public void Objects_are_found_by_a_name_with_or_without_what_stands_before_it(string name)
    {
        using var snapshot = HeapSnapshot.Capture();

        snapshot.Objects(name).Count().ShouldBe(2);
        var path = snapshot.PathsToRoot(name).ShouldHaveSingleItem();
        (path.ToString(), path.Count).ShouldBe(($"{Here}._crates (static)[] → TypeSearchTests.Crate", 2));
    }

    [Fact]
    public void A_generic_type_is_found_as_it_is_written()
    {
        using var snapshot = HeapSnapshot.Capture();

        snapshot.Objects("TypeSearchTests.Crate<TypeSearchTests.Crate>").Single().TypeName.ShouldBe($"{Here}.Crate<{Here}.Crate>");
        GC.KeepAlive(_nested);
    }

    [Theory]
    [InlineData("TypeSearchTests.Crat")]
    [InlineData("MemoryProfiler.HeapTests.Snapshots.TypeSearchTest.Crate")]
    [InlineData("typesearchtests.crate")]
    public void A_name_that_matches_nothing_is_told_in_one_sentence_with_the_nearest_names(string name)
    {
        using var snapshot = HeapSnapshot.Capture();

        var sentence = Should.Throw<HeapSnapshotException>(() => snapshot.PathsToRoot(name)).Message;

        sentence.ShouldStartWith($"No object of a type {name} was alive; the nearest names are {Here}.Crate, ");
        sentence.ShouldMatch(@"^[^;]+; the nearest names are \S.*, \S.* and \S.*\.$");
        Should.Throw<HeapSnapshotException>(() => snapshot.Objects(name)).Message.ShouldBe(sentence);
        GC.KeepAlive(_crates);
    }

    [Fact]
    public void A_predicate_that_nothing_fits_has_no_paths()
    {
        using var snapshot = HeapSnapshot.Capture();

        snapshot.PathsToRoot(found => found.Bytes < 0).ShouldBeEmpty();
    }

    sealed class Crate;

    sealed class Crate<T>
    {
        public T? Content { get; init; }
    }
}
