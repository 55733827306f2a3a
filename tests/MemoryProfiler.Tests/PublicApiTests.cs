using PublicApiGenerator;

namespace MemoryProfiler.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_of_the_runtime_is_the_approved_one() =>
        typeof(ProfileAttribute).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n").ShouldBeApproved();
}
