using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Commands;

public sealed class HeapCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_types_of_any_process_are_a_table()
    {
        using var shop = await ShopProgram.Start();

        var run = await Heap(shop.Id, "--top", "1000");

        (run.ExitCode, run.Error).ShouldBe((0, ""));
        var lines = run.Output.Split('\n');
        lines[0].ShouldMatch(@"^Heap: [0-9,]+ objects of [0-9,]+ types, [0-9.,]+ (KiB|MiB)$");
        lines[2].ShouldBe("     Objects        Bytes    Share   Type");
        // Objects of 32 bytes, a list's array of 16,384 places, one of 67, and the empty one that lists begin with.
        lines.ShouldContain(line => line.StartsWith("      12,412    387.9 KiB ", StringComparison.Ordinal) && line.EndsWith("   MemoryProfiler.Heaps.Order", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("           3    128.6 KiB ", StringComparison.Ordinal) && line.EndsWith("   MemoryProfiler.Heaps.Order[]", StringComparison.Ordinal));
        lines.ShouldContain(line => line.EndsWith("   System.Collections.Generic.List<MemoryProfiler.Heaps.Order>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_process_is_found_by_its_command_line_too()
    {
        using var shop = await ShopProgram.Start();

        (await Heap(shop.Name, "-n", "0")).Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_holds_a_type_is_one_row_for_each_way()
    {
        using var shop = await ShopProgram.Start();

        var run = await Heap(shop.Id, "--path", "Order");

        run.ShouldBe(new ProgramRun(0,
            """
            Order: 12,412 objects, 387.9 KiB, held in 2 ways

                 Objects   Path from a root
            ===============================
                  12,345   _orders (static) → List<Order> → Order[] → Order
                             cut _orders (static): frees 513.9 KiB
                      67   _byCustomer (static) → Dictionary<string, Order[]> → Entry<string, Order[]>[] → Order[] → Order
                             cut _byCustomer (static): frees 2,960 B

            """, ""));
    }

    [Fact]
    public async Task A_second_look_says_what_came_meanwhile()
    {
        using var shop = await ShopProgram.Start();
        await Heap(shop.Id, "-o", "before.gcdump");
        await shop.Keep(1_000);

        var run = await Heap(shop.Id, "--diff", "before.gcdump");

        (run.ExitCode, run.Error).ShouldBe((0, ""));
        run.Output.ShouldMatch(@"(?m)^ +13,412 +\+1,000 +419\.1 KiB +\+31\.2 KiB   MemoryProfiler\.Heaps\.Order$");
    }

    [Fact]
    public async Task Two_looks_some_time_apart_are_compared()
    {
        using var shop = await ShopProgram.Start();

        var run = await Heap(shop.Id, "--diff", "0.2");

        (run.ExitCode, run.Error).ShouldBe((0, ""));
        run.Output.ShouldMatch(@"^Heap: (0|[+-][0-9,]+) objects, (\+|-)?[0-9.,]+ (B|KiB)\n");
        run.Output.ShouldNotContain("MemoryProfiler.Heaps.Order");
    }

    [Fact]
    public async Task A_heap_is_written_as_its_ending_says_and_read_again()
    {
        using var shop = await ShopProgram.Start();
        (await Heap(shop.Id, "-o", "a.gcdump")).ShouldBe(new ProgramRun(0, "", ""));
        shop.Kill();

        (await Heap("a.gcdump", "-o", "a.json")).ShouldBe(new ProgramRun(0, "", ""));
        (await Heap("a.gcdump", "-o", "a.html", "--diff", "a.gcdump")).ShouldBe(new ProgramRun(0, "", ""));
        File.ReadAllText(_folder["a.html"]).ShouldContain("<title>Heap</title>");
        var held = await Heap("a.gcdump", "-p", "MemoryProfiler.Heaps.Order");

        held.Output.ShouldContain("      12,345   _orders (static) → List<Order> → Order[] → Order\n");
        using var json = JsonDocument.Parse(File.ReadAllText(_folder["a.json"]));
        json.RootElement.GetProperty("format").GetString().ShouldBe("MemoryProfiler.Heap");
        json.RootElement.GetProperty("source").GetString().ShouldBe("a.gcdump");
        var order = json.RootElement.GetProperty("types").EnumerateArray().Single(type => type.GetProperty("name").GetString() == "MemoryProfiler.Heaps.Order");
        (order.GetProperty("objects").GetInt64(), order.GetProperty("bytes").GetInt64(), order.GetProperty("retainedBytes").GetInt64()).ShouldBe((12_412, 12_412 * 32, 12_412 * 32));
        var list = json.RootElement.GetProperty("types").EnumerateArray().Single(type => type.GetProperty("name").GetString() == "System.Collections.Generic.List<MemoryProfiler.Heaps.Order>");
        // The list, its places, the orders, and the literal that all of them refer to.
        list.GetProperty("retainedBytes").GetInt64().ShouldBe(32 + (24 + 8 * 16_384) + 12_345 * 32 + 40);
    }

    [Theory]
    [InlineData("4194999", "There is no process 4194999: dotnet mprof ps lists those that can be watched.")]
    [InlineData("no-such-process-anywhere", "There is no process \"no-such-process-anywhere\" that can be watched: dotnet mprof ps lists those that can.")]
    public async Task A_process_that_is_not_there_is_one_sentence(string word, string sentence) =>
        (await Heap(word)).ShouldBe(new ProgramRun(1, "", $"dotnet-mprof: {sentence}\n"));

    [Fact]
    public async Task A_closed_port_is_one_sentence()
    {
        using var shop = await ShopProgram.Start(("DOTNET_EnableDiagnostics", "0"));

        (await Heap(shop.Id)).ShouldBe(new ProgramRun(1, "",
            $"dotnet-mprof: Process {shop.Id} has no diagnostics port that can be reached: it is no .NET process, it has ended, another user's, or DOTNET_EnableDiagnostics=0 closed the port.\n"));
    }

    [Fact]
    public async Task A_program_that_is_none_of_NET_is_one_sentence()
    {
        using var other = Process.Start("sleep", "600");
        try
        {
            (await Heap(other.Id.ToString(CultureInfo.InvariantCulture))).ShouldBe(new ProgramRun(1, "",
                $"dotnet-mprof: Process {other.Id} has no diagnostics port that can be reached: it is no .NET process, it has ended, another user's, or DOTNET_EnableDiagnostics=0 closed the port.\n"));
        }
        finally
        {
            other.Kill();
        }
    }

    [Fact]
    public async Task A_process_that_ends_midway_is_one_sentence()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The system's list of sockets is Linux's.");
        using var shop = await ShopProgram.Start();
        shop.Freeze();
        var run = Heap(shop.Id);
        await shop.IsAskedFor();

        shop.Kill();

        (await run).ShouldBe(new ProgramRun(1, "", $"dotnet-mprof: Process {shop.Id} ended before its heap was read.\n"));
    }

    [Fact]
    public async Task A_process_that_does_not_answer_is_given_up()
    {
        using var shop = await ShopProgram.Start();
        shop.Freeze();

        (await Heap(shop.Id, "--timeout", "0.5")).ShouldBe(new ProgramRun(1, "",
            "dotnet-mprof: The heap was not there within 0.5 s, so that it was given up; --timeout gives it longer.\n"));
    }

    [Fact]
    public async Task A_heap_above_what_may_be_used_is_one_sentence()
    {
        using var shop = await ShopProgram.Start();

        (await Heap(shop.Id, "--max-memory", "100KB")).ShouldBe(new ProgramRun(1, "",
            "dotnet-mprof: The heap's description needs more than the 100.0 KiB that it may take; --max-memory gives it more.\n"));
    }

    [Fact]
    public async Task A_type_that_is_not_there_is_one_sentence_with_the_nearest_names()
    {
        using var shop = await ShopProgram.Start();

        var run = await Heap(shop.Id, "--path", "Ordre");

        (run.ExitCode, run.Output).ShouldBe((1, ""));
        run.Error.ShouldMatch("^dotnet-mprof: No object of a type Ordre was alive; the nearest names are .*MemoryProfiler\\.Heaps\\.Order.*\\.\n$");
    }

    [Fact]
    public async Task Files_that_are_cut_or_of_another_kind_are_one_sentence()
    {
        using (var shop = await ShopProgram.Start())
            await Heap(shop.Id, "-o", "a.gcdump");
        File.WriteAllBytes(_folder["cut.gcdump"], File.ReadAllBytes(_folder["a.gcdump"])[..10_000]);
        File.WriteAllText(_folder["text.gcdump"], "some text that is none");
        const string Mend = "Expected a .gcdump, as HeapSnapshot.Save, dotnet-gcdump and PerfView write, or a .nettrace with one whole walk over a heap.";

        (await Heap("cut.gcdump")).ShouldBe(new ProgramRun(1, "", $"dotnet-mprof: \"cut.gcdump\" is no heap that can be read: its end is missing. {Mend}\n"));
        (await Heap("text.gcdump")).ShouldBe(new ProgramRun(1, "", $"dotnet-mprof: \"text.gcdump\" is no heap that can be read: its end is missing. {Mend}\n"));
        (await Heap("none.gcdump")).Error.ShouldMatch($"^dotnet-mprof: The heap \"none.gcdump\" cannot be read: Could not find file '.*none.gcdump'. {Mend}\n$");
    }

    [Theory]
    [InlineData("a.gcdump -o x.xml", "A heap cannot be saved as \"x.xml\": it is written to a path that ends in .gcdump (every object, for PerfView, Visual Studio and dotnet-gcdump), .html (a page) or .json (the types).")]
    [InlineData("a.gcdump --diff 5", "There is no file \"5\" to compare with: a file is compared with another one.")]
    [InlineData("4711 --diff never", "The option --diff cannot be \"never\": it is a number of seconds, more than 0 and up to 86,400.")]
    [InlineData("4711 --timeout 0", "The option --timeout cannot be \"0\": it is a number of seconds, more than 0 and up to 86,400.")]
    [InlineData("4711 --top -1", "The option --top cannot be negative.")]
    public async Task A_wrong_option_is_one_sentence_and_2(string words, string sentence) =>
        (await Heap(words.Split(' '))).ShouldBe(new ProgramRun(2, "", $"dotnet-mprof: {sentence}\n"));

    Task<ProgramRun> Heap(params string[] words) => ToolRun.In(_folder, ["heap", .. words]);
}
