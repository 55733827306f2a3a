using MemoryProfiler.Reports.Saving;

namespace MemoryProfiler.Tests.Reports.Saving;

/// <summary>Files are there as a whole or not at all.</summary>
public sealed class WholeFileTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("MemoryProfiler.").FullName;

    string Target => Path.Combine(_folder, "report.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_takes_the_place_of_an_older_one_and_leaves_no_other_file()
    {
        File.WriteAllText(Target, "an older one");

        WholeFile.Write(Target, writer => writer.Write("new"));

        Directory.GetFiles(_folder).ShouldBe([Target]);
        File.ReadAllText(Target).ShouldBe("new");
    }

    [Fact]
    public void While_a_file_is_made_ready_there_is_none_that_a_killed_process_would_leave_empty()
    {
        string[] before = ["not looked"];

        WholeFile.Write(Target, writer =>
        {
            writer.Write(new string('x', 60_000));
            before = Directory.GetFiles(_folder);
        });

        before.ShouldBeEmpty();
        File.ReadAllText(Target).ShouldBe(new string('x', 60_000));
    }

    [Fact]
    public void A_file_that_is_written_in_parts_is_not_empty_from_its_first_moment_on()
    {
        WholeFile.Write(Target, writer =>
        {
            writer.Write(new string('x', 70_000));
            writer.Flush();
            new FileInfo(Directory.GetFiles(_folder).ShouldHaveSingleItem()).Length.ShouldBeGreaterThanOrEqualTo(65_536);
            writer.Write("y");
        });

        File.ReadAllText(Target).ShouldBe(new string('x', 70_000) + "y");
    }

    [Fact]
    public void A_file_of_nothing_is_there_too()
    {
        WholeFile.Write(Target, _ => { });

        new FileInfo(Target).Length.ShouldBe(0);
    }

    [Fact]
    public void A_link_stays_one_and_what_it_leads_to_is_replaced()
    {
        var other = Path.Combine(_folder, "other", "real.json");
        Directory.CreateDirectory(Path.Combine(_folder, "other"));
        File.WriteAllText(other, "an older one");
        File.CreateSymbolicLink(Target, other);

        WholeFile.Write(Target, writer => writer.Write("new"));

        new FileInfo(Target).LinkTarget.ShouldBe(other);
        File.ReadAllText(other).ShouldBe("new");
        Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ShouldBe([other, Target]);
    }

    [Fact]
    public void An_older_file_stays_where_writing_fails_on_the_way()
    {
        File.WriteAllText(Target, "an older one");

        Should.Throw<TimeoutException>(() => WholeFile.Write(Target, writer =>
        {
            writer.Write("half");
            throw new TimeoutException();
        }));

        File.ReadAllText(Target).ShouldBe("an older one");
        Directory.GetFiles(_folder).ShouldBe([Target]);
    }

    [Fact]
    public void Who_may_read_a_file_stays_as_it_was()
    {
        if (OperatingSystem.IsWindows())
            return;
        File.WriteAllText(Target, "an older one");
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(Target, mode);

        WholeFile.Write(Target, writer => writer.Write("new"));

        File.GetUnixFileMode(Target).ShouldBe(mode);
    }

    [Fact]
    public void Threads_that_write_one_file_leave_one_of_theirs()
    {
        Parallel.For(0, 50, i => WholeFile.Write(Target, writer => writer.Write(new string((char)('a' + (i % 26)), 10_000))));

        Directory.GetFiles(_folder).ShouldBe([Target]);
        var text = File.ReadAllText(Target);
        text.ShouldBe(new string(text[0], 10_000));
    }
}
