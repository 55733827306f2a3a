using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Settings;
using MemoryProfiler.Thresholds;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MemoryProfiler.Tests.Hosting.Configuration;

public sealed class AddMemoryProfilerTests : IDisposable
{
    readonly MemoryProfilerOptions _before = MemoryProfilerSettings.InForce();
    readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose()
    {
        MemoryProfilerSettings.Use(_before);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_section_comes_in_force_when_the_host_starts_and_code_has_the_last_word()
    {
        using var host = Host("""{ "MemoryProfiler": { "BreakAbove": "3 GiB", "Metric": "uss", "Actions": "Log, SaveReport", "LastReportAt": 0.8 } }""",
            options => options.Metric = MemoryMetric.ManagedHeap);
        CurrentSettings.Metric.ShouldBe(MemoryMetric.WorkingSet);

        await host.StartAsync(TestContext.Current.CancellationToken);

        CurrentSettings.Metric.ShouldBe(MemoryMetric.ManagedHeap);
        CurrentSettings.Actions.ShouldBe(ThresholdActions.Log | ThresholdActions.SaveReport);
        Limits().ShouldBe([3L << 30]);
        host.Services.GetRequiredService<IOptions<MemoryProfilerOptions>>().Value.LastReportAt.ShouldBe(0.8);
    }

    [Theory]
    [InlineData("\"BreakAbove\": \"10 XB\"", "The configuration key MemoryProfiler:BreakAbove cannot be \"10 XB\": write a number and a unit (B, KB, KiB, MB, MiB, GB, GiB, TB or TiB, where 1 KB is 1,024 bytes), for example \"64 KB\".")]
    [InlineData("\"Metric\": \"Rss\"", "The configuration key MemoryProfiler:Metric cannot be \"Rss\": allowed are WorkingSet, PrivateBytes, Pss, Uss, ManagedHeap and None.")]
    [InlineData("\"Actions\": \"Stop\"", "The configuration key MemoryProfiler:Actions cannot be \"Stop\": allowed are None, Break, Log, SaveReport and Throw, and several with a comma between.")]
    [InlineData("\"LastReport\": \"last.doc\"", "The configuration key MemoryProfiler:LastReport cannot be \"last.doc\": {a report}.")]
    [InlineData("\"LastReportAt\": \"90\"", "The configuration key MemoryProfiler:LastReportAt cannot be \"90\": allowed are shares above 0.1 up to 1, for example 0.9.")]
    [InlineData("\"WaitForDebugger\": 1", "The configuration key MemoryProfiler:WaitForDebugger cannot be \"1\": allowed are true and false.")]
    [InlineData("\"BrakeAbove\": \"1 GB\"", "The configuration key MemoryProfiler:BrakeAbove names no option: did you mean BreakAbove? There are Clock, WorkingSetMode, Metric, AvoidBackgroundCollections, BreakAbove, Actions, WaitForDebugger, ReportPath, LastReport, LastReportAt, Telemetry, PrintTop, PrintFilter and PrintSort.")]
    public async Task A_bad_value_stops_the_host_with_one_sentence(string entry, string sentence)
    {
        using var host = Host($$"""{ "MemoryProfiler": { {{entry}} } }""");

        var fault = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        fault.Message.ShouldBe(sentence.Replace("{a report}", Formats.Allowed, StringComparison.Ordinal));
        Limits().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"Actions\": [ \"Stop\" ]", "The configuration key MemoryProfiler:Actions cannot be \"Stop\": allowed are None, Break, Log, SaveReport and Throw, and several with a comma between.")]
    [InlineData("\"Metric\": [ \"Pss\", \"Uss\" ]", "The configuration key MemoryProfiler:Metric cannot be \"Pss, Uss\": allowed are WorkingSet, PrivateBytes, Pss, Uss, ManagedHeap and None.")]
    [InlineData("\"Actions\": { \"Log\": true }", "The configuration key MemoryProfiler:Actions cannot be \"Log: True\": allowed are None, Break, Log, SaveReport and Throw, and several with a comma between.")]
    public async Task A_list_or_a_section_in_place_of_a_value_is_told_as_what_it_holds(string entry, string sentence)
    {
        using var host = Host($$"""{ "MemoryProfiler": { {{entry}} } }""");

        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken))).Message.ShouldBe(sentence);
    }

    [Fact]
    public async Task The_option_Actions_may_be_a_list_in_a_configuration()
    {
        using var host = Host("""{ "MemoryProfiler": { "Actions": [ "Log", "SaveReport" ] } }""");

        await host.StartAsync(TestContext.Current.CancellationToken);

        CurrentSettings.Actions.ShouldBe(ThresholdActions.Log | ThresholdActions.SaveReport);
    }

    [Fact]
    public async Task A_bad_value_set_in_code_stops_the_host_too()
    {
        using var host = Host("{}", options => options.BreakAbove = "much");

        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken))).Message
            .ShouldStartWith("The option BreakAbove cannot be \"much\": write a number and a unit");
    }

    [Fact]
    public async Task A_changed_section_comes_in_force_without_a_restart_and_a_bad_one_does_not()
    {
        using var host = Host("""{ "MemoryProfiler": { "BreakAbove": "3 GiB" } }""");
        await host.StartAsync(TestContext.Current.CancellationToken);
        var monitor = host.Services.GetRequiredService<IOptionsMonitor<MemoryProfilerOptions>>();

        Reload(host, """{ "MemoryProfiler": { "BreakAbove": "4 GiB" } }""");
        (Limits().Single(), monitor.CurrentValue.BreakAbove).ShouldBe((4L << 30, "4 GiB"));

        Reload(host, """{ "MemoryProfiler": { "BreakAbove": "10 XB" } }""");
        (Limits().Single(), monitor.CurrentValue.BreakAbove).ShouldBe((4L << 30, "4 GiB"));

        Reload(host, "{}");
        Limits().ShouldBeEmpty();
        monitor.CurrentValue.BreakAbove.ShouldBeNull();
    }

    [Fact]
    public void AddMemoryProfiler_may_be_called_twice_and_without_a_configuration()
    {
        using var services = new ServiceCollection()
            .AddMemoryProfiler(options => options.BreakAbove = "5 GiB")
            .AddMemoryProfiler(options => options.Metric = MemoryMetric.None)
            .BuildServiceProvider();

        var options = services.GetRequiredService<IOptions<MemoryProfilerOptions>>().Value;

        (options.BreakAbove, options.Metric).ShouldBe(("5 GiB", MemoryMetric.None));
        Limits().ShouldBe([5L << 30]);
        services.GetServices<IValidateOptions<MemoryProfilerOptions>>().Count().ShouldBe(2);
    }

    [Fact]
    public void The_options_of_a_host_begin_from_what_was_in_force_before()
    {
        MemoryProfilerSettings.Configure(options => options.BreakAbove = "6 GiB");
        using var services = new ServiceCollection().AddMemoryProfiler(options => options.Metric = MemoryMetric.None).BuildServiceProvider();

        services.GetRequiredService<IOptions<MemoryProfilerOptions>>().Value.BreakAbove.ShouldBe("6 GiB");
    }

    [Fact]
    public void AddMemoryProfiler_without_services_is_refused() =>
        Should.Throw<ArgumentNullException>(() => MemoryProfilerServiceCollectionExtensions.AddMemoryProfiler(null!));

    static long[] Limits() => [.. ThresholdRules.Armed.Select(rule => rule.Condition.Limit)];

    IHost Host(string settings, Action<MemoryProfilerOptions>? configure = null)
    {
        var file = Path.Combine(_folder, "appsettings.json");
        File.WriteAllText(file, settings);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = _folder });
        builder.Configuration.AddJsonFile(file, optional: false, reloadOnChange: false);
        builder.Services.AddMemoryProfiler(configure);
        return builder.Build();
    }

    void Reload(IHost host, string settings)
    {
        File.WriteAllText(Path.Combine(_folder, "appsettings.json"), settings);
        ((IConfigurationRoot)host.Services.GetRequiredService<IConfiguration>()).Reload();
    }
}
