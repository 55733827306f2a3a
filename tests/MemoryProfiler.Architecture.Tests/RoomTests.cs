namespace MemoryProfiler.Architecture.Tests;

public sealed class RoomTests
{
    static readonly ProjectSources _runtime = new("MemoryProfiler");
    static readonly Reference[] _references = [.. _runtime.References()];

    [Fact]
    public void A_file_of_the_runtime_names_only_types_of_its_room_and_of_those_before() =>
        RuntimeRooms.InOrder.Upward(_references).ShouldBeEmpty();

    [Fact]
    public void Every_file_of_the_runtime_is_in_a_room() =>
        _runtime.Files.Where(file => RuntimeRooms.InOrder.Of(file) is null).ShouldBeEmpty();

    [Theory]
    [InlineData("Ledger", "Probes")]
    [InlineData("Methods", "Collecting")]
    [InlineData("Reports", "Assertions")]
    public void Two_rooms_in_each_other_s_place_are_noticed(string one, string other) =>
        RuntimeRooms.InOrder.Swapped(one, other).Upward(_references).ShouldNotBeEmpty();
}
