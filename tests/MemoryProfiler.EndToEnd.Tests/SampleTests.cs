using System.Globalization;

namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>The samples as a newcomer starts them.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task QuickStart_without_an_argument_indexes_the_documentation_of_the_SDK()
    {
        var run = await Programs.Start("QuickStart", []);

        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        var members = int.Parse(run.Output.Split(' ')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        members.ShouldBeGreaterThan(10_000);
        run.Output.ShouldContain("documents.Add(XDocument.Load(file));");
    }

    [Fact]
    public async Task QuickStart_prints_the_table_of_a_folder_it_is_given()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "First", "Second" })
        {
            await File.WriteAllTextAsync(
                folder.File($"{name}.xml"),
                $"<doc><members><member name=\"T:{name}\"><summary>A type.</summary></member><member name=\"M:{name}.Run\"><summary>Runs.</summary></member></members></doc>",
                TestContext.Current.CancellationToken);
        }

        var run = await Programs.Start("QuickStart", [folder.Path]);

        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldStartWith("4 API members indexed from ");
        run.Output.ShouldContain("Method:   ApiIndex.Build(string folder)   1 call, ");
        run.Output.Split('\n').ShouldContain(row => row.EndsWith("            2           documents.Add(XDocument.Load(file));", StringComparison.Ordinal));
    }

    [Fact]
    public async Task QuickStart_says_one_sentence_when_the_folder_does_not_exist()
    {
        using var folder = new TemporaryFolder();
        var missing = folder.File("missing");

        var run = await Programs.Start("QuickStart", [missing]);

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.ErrorLines.ShouldBe([$"\"{missing}\" is not a folder with .xml files; give a folder of XML documentation, or no argument for that of the .NET SDK."]);
    }

    [Fact]
    public async Task QuickStart_says_one_sentence_when_a_file_is_not_XML()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("broken.xml"), "<doc>", TestContext.Current.CancellationToken);

        var run = await Programs.Start("QuickStart", [folder.Path]);

        run.ExitCode.ShouldBe(1);
        run.ErrorLines.ShouldHaveSingleItem().ShouldStartWith($"The XML documentation in {folder.Path} cannot be read: ");
    }

    [Fact]
    public async Task DataFrame_prints_its_table()
    {
        var run = await Programs.Start("DataFrame", []);

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldStartWith("Sum of all totals: 4,000,000");
        run.Output.ShouldContain("Method:   Sales.Total()   1 call, 125.9 MiB allocated");
    }
}
