using MemoryProfiler.Tool.Commands;

namespace MemoryProfiler.Tool.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_tool_offers_no_public_type_as_it_is_no_library() => typeof(CommandLine).Assembly.GetExportedTypes().ShouldBeEmpty();
}
