using MemoryProfiler.Tool.Programs.Building;

namespace MemoryProfiler.Tool.Tests.Programs;

public sealed class BuildWordsTests
{
    [Theory]
    [InlineData("", null, "")]
    [InlineData("a -c Release --urls b -f net10.0 -- -v q", null, "-c Release -f net10.0")]
    [InlineData("--project App -f net10.0 -p:X=1 -p Y=2 --property:Z=3", "App", "-f net10.0 -p:X=1 -p Y=2 --property:Z=3")]
    [InlineData("-p App --os linux", "App", "--os linux")]
    [InlineData("--configuration=Release -f:net10.0 --no-restore", null, "--configuration=Release -f:net10.0 --no-restore")]
    [InlineData("--launch-profile https -lp x -e A=B --no-launch-profile -r linux-x64", null, "-r linux-x64")]
    [InlineData("-- -c Release", null, "")]
    [InlineData("x --project App", "App", "")]
    [InlineData("--file one.cs -v q", "one.cs", "-v q")]
    public void What_run_says_of_a_build(string words, string? what, string build) => Check(words, isRun: true, what, build);

    [Theory]
    [InlineData("--filter . --logger trx -c Release", null, "-c Release")]
    [InlineData("--collect:. --settings=. -o out", null, "-o out")]
    [InlineData("--project . --blame-hang-timeout 5m", ".", "")]
    [InlineData(". --no-restore --results-directory .. -- xUnit.X=.", ".", "--no-restore")]
    [InlineData("--solution S.slnx", "S.slnx", "")]
    public void What_test_says_of_a_build(string words, string? what, string build) => Check(words, isRun: false, what, build);

    [Fact]
    public void What_is_built_is_not_built_again() => Read("--no-build --project A", isRun: true).IsBuilt.ShouldBeTrue();

    [Fact]
    public void Assemblies_with_tests_stand_for_a_project() => Read("a.dll -c Release b.dll", isRun: false).Assemblies.ShouldBe(["a.dll", "b.dll"]);

    static void Check(string words, bool isRun, string? what, string build)
    {
        var read = Read(words, isRun);

        read.What.ShouldBe(what);
        string.Join(' ', read.Words).ShouldBe(build);
        read.IsBuilt.ShouldBeFalse();
        read.Assemblies.ShouldBeEmpty();
    }

    static BuildWords Read(string words, bool isRun) => BuildWords.Read(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), isRun);
}
