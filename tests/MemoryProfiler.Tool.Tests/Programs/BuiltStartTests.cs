using MemoryProfiler.Tool.Programs;

namespace MemoryProfiler.Tool.Tests.Programs;

/// <summary><c>dotnet test</c> and <c>dotnet run</c>, which build first.</summary>
public sealed class BuiltStartTests(BuiltProjects projects) : IClassFixture<BuiltProjects>, IDisposable
{
    readonly TemporaryFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_tests_of_a_solution_are_one_program_with_the_code_of_all_of_them()
    {
        var program = Of("test", projects["All.slnx"], "--no-build", "--filter", "x");

        program.Words.Skip(1).ShouldBe(["test", projects["All.slnx"], "--no-build", "--filter", "x"]);
        Own(program).ShouldBe(["Shop", "Shop.MoreTests", "Shop.Tests"]);
    }

    [Theory]
    [InlineData("--project", "Shop.MoreTests")]
    [InlineData("Shop.Tests")]
    public void The_tests_of_a_project_are_its_code_and_that_under_test(params string[] words)
    {
        var program = Of(["test", .. words.Select(word => word.StartsWith('-') ? word : projects[word]), "--no-build"]);

        program.MainAssembly.ShouldBe(projects[$"{words[^1]}/bin/Debug/net10.0/{words[^1]}.dll"]);
        Own(program).ShouldBe(["Shop", words[^1]]);
    }

    [Fact]
    public void A_program_is_built_first_and_its_own_words_are_left_alone()
    {
        var program = Of("run", "--project", projects["App"], "--disable-build-servers", "a", "--", "--no-build", "-c", "x");

        program.Words.Skip(1).ShouldBe(["run", "--no-build", "--project", projects["App"], "--disable-build-servers", "a", "--", "--no-build", "-c", "x"]);
        program.MainAssembly.ShouldBe(projects["App/bin/Debug/net10.0/App.dll"]);
        Own(program).ShouldBe(["App", "Shop"]);
    }

    [Fact]
    public void A_solution_or_project_without_tests_is_refused() =>
        Refused("test", projects["App"], "--no-build").ShouldBe((1, $"\"{projects["App"]}\" has no project with tests: give one that has."));

    [Fact]
    public void Tests_for_two_frameworks_are_two_programs() =>
        Refused("test", projects["Several"], "--no-build").ShouldBe((1,
            $"\"{projects["Several/Several.csproj"]}\" has tests for net10.0, net9.0, which are different programs: choose one by --framework."));

    [Fact]
    public void A_program_for_two_frameworks_is_not_chosen_from() =>
        Refused("run", "--no-build", "--project", projects["Several"]).ShouldBe((1, "\"dotnet run\" would have to choose between net10.0, net9.0: choose one by --framework."));

    [Fact]
    public void A_build_that_fails_ends_with_its_exit_code() =>
        Refused("run", "--project", projects["App"], "-p:TargetFramework=nonsense", "--disable-build-servers").ShouldBe((1, "The build failed, so there is nothing to profile."));

    ProgramToProfile Of(params string[] words) => ProgramToProfile.Of(["dotnet", .. words], _scratch.Path);

    (int Code, string Sentence) Refused(params string[] words)
    {
        var refused = Should.Throw<ToolException>(() => Of(words));
        return (refused.ExitCode, refused.Message);
    }

    static string[] Own(ProgramToProfile program) =>
        [.. program.Assemblies.Where(assembly => assembly.Origin == AssemblyOrigin.Own).Select(assembly => assembly.Name).Order(StringComparer.Ordinal)];
}
