namespace MemoryProfiler.Architecture.Tests;

public sealed class RoomTests
{
    static readonly ProjectSources _runtime = new("MemoryProfiler");
    static readonly ProjectSources _weaver = new("MemoryProfiler.Weaving");
    static readonly ProjectSources _tool = new("MemoryProfiler.Tool");
    static readonly ProjectSources _heap = new("MemoryProfiler.Heap");
    static readonly Reference[] _runtimeReferences = [.. _runtime.References()];
    static readonly Reference[] _weaverReferences = [.. _weaver.References()];

    [Fact]
    public void A_file_of_the_runtime_names_only_types_of_its_room_and_of_those_before() =>
        RuntimeRooms.InOrder.Upward(_runtimeReferences).ShouldBeEmpty();

    [Fact]
    public void A_file_of_the_weaver_names_only_types_of_its_room_and_of_those_before() =>
        WeaverRooms.InOrder.Upward(_weaverReferences).ShouldBeEmpty();

    [Fact]
    public void A_file_of_the_tool_names_only_types_of_its_room_and_of_those_before() =>
        ToolRooms.InOrder.Upward(_tool.References()).ShouldBeEmpty();

    [Fact]
    public void A_file_of_the_heap_package_names_only_types_of_its_room_and_of_those_before() =>
        HeapRooms.InOrder.Upward(_heap.References()).ShouldBeEmpty();

    [Fact]
    public void Every_file_is_in_a_room()
    {
        _runtime.Files.Where(file => RuntimeRooms.InOrder.Of(file) is null).ShouldBeEmpty();
        _weaver.Files.Where(file => WeaverRooms.InOrder.Of(file) is null).ShouldBeEmpty();
        _tool.Files.Where(file => ToolRooms.InOrder.Of(file) is null).ShouldBeEmpty();
        _heap.Files.Where(file => HeapRooms.InOrder.Of(file) is null).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Ledger", "Probes")]
    [InlineData("Methods", "Collecting")]
    [InlineData("Reports", "Assertions")]
    public void Two_rooms_of_the_runtime_in_each_other_s_place_are_noticed(string one, string other) =>
        RuntimeRooms.InOrder.Swapped(one, other).Upward(_runtimeReferences).ShouldNotBeEmpty();

    [Theory]
    [InlineData("Bodies", "Planning")]
    [InlineData("Source", "Rewriting")]
    public void Two_rooms_of_the_weaver_in_each_other_s_place_are_noticed(string one, string other) =>
        WeaverRooms.InOrder.Swapped(one, other).Upward(_weaverReferences).ShouldNotBeEmpty();
}
