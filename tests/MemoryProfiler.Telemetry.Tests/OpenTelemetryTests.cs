using System.Diagnostics;
using MemoryProfiler.Telemetry.Tests.Otlp;
using MemoryProfiler.Telemetry.Tests.Support;
using MemoryProfiler.Watching;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace MemoryProfiler.Telemetry.Tests;

/// <summary>The real SDK, as a program sets it up.</summary>
public sealed class OpenTelemetryTests
{
    static readonly ActivitySource _requests = new("MemoryProfiler.Telemetry.Tests.Requests");

    [Fact]
    public async Task Exported_metrics_and_activities_carry_the_exact_bytes()
    {
        using var workers = new Workers(threads: 2, capacity: 1_000);
        await Samples.Hopping(workers, 1_000);
        var spans = new Exported<Activity, (string Name, object? Bytes)>(activity => (activity.DisplayName, activity.GetTagItem("memoryprofiler.allocated_bytes")));
        var metrics = new Exported<Metric, Metric>(metric => metric);
        using var tracing = Sdk.CreateTracerProviderBuilder().AddSource("MemoryProfiler", _requests.Name).AddProcessor(new SimpleActivityExportProcessor(spans)).Build();
        using var metering = Sdk.CreateMeterProviderBuilder().AddMeter("MemoryProfiler").AddReader(new BaseExportingMetricReader(metrics)).Build();
        CallWatch.Refresh();
        MemoryReport.Reset();

        using (_requests.StartActivity("request"))
        {
            Samples.Outer();
            await Samples.Hopping(workers, 1_000);
        }
        metering.ForceFlush();

        var report = MemoryReport.Capture();
        var hopping = report.Methods.Single(method => method.Name.StartsWith("Samples.Hopping(", StringComparison.Ordinal));
        spans.All.ShouldBe([("Samples.Outer", 4_072L), ("Samples.Hopping", hopping.AllocatedBytes), ("request", 4_072 + hopping.AllocatedBytes)]);
        var points = metrics.All.Single(metric => metric.Name == "memoryprofiler.method.allocated").GetMetricPoints();
        var figures = new Dictionary<string, (long Calls, double Bytes)>();
        foreach (ref readonly var point in points)
        {
            foreach (var tag in point.Tags)
            {
                if (tag.Key == "memoryprofiler.method")
                    figures.Add((string)tag.Value!, (point.GetHistogramCount(), point.GetHistogramSum()));
            }
        }
        figures.OrderBy(figure => figure.Key).ShouldBe(report.Methods.OrderBy(method => method.Name)
            .Select(method => KeyValuePair.Create(method.Name, (method.Calls, (double)method.AllocatedBytes))));
    }

    [Fact]
    public void OpenTelemetry_takes_the_buckets_that_the_meter_advises()
    {
        var metrics = new Exported<Metric, Metric>(metric => metric);
        using var metering = Sdk.CreateMeterProviderBuilder().AddMeter("MemoryProfiler").AddReader(new BaseExportingMetricReader(metrics)).Build();
        CallWatch.Refresh();
        Samples.Leaf();
        metering.ForceFlush();

        List<double> bounds = [];
        foreach (ref readonly var point in metrics.All.Single(metric => metric.Name == "memoryprofiler.method.allocated").GetMetricPoints())
        {
            foreach (var bucket in point.GetHistogramBuckets())
                bounds.Add(bucket.ExplicitBound);
        }
        bounds.ShouldBe([0, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864, 268_435_456, 1_073_741_824, double.PositiveInfinity]);
    }

    [Fact]
    public async Task The_OTLP_exporter_sends_metrics_and_activities_to_a_receiver_that_decodes_them()
    {
        using var workers = new Workers(threads: 2, capacity: 1_000);
        await Samples.Hopping(workers, 1_000);
        using var receiver = new OtlpReceiver();
        using var tracing = Sdk.CreateTracerProviderBuilder().AddSource("MemoryProfiler", _requests.Name).AddOtlpExporter(options => Use(options, receiver.Address("traces"))).Build();
        using var metering = Sdk.CreateMeterProviderBuilder().AddMeter("MemoryProfiler").AddOtlpExporter(options => Use(options, receiver.Address("metrics"))).Build();
        CallWatch.Refresh();
        MemoryReport.Reset();

        using (_requests.StartActivity("request"))
        {
            Samples.Outer();
            Samples.Leaf(10_000);
            await Samples.Hopping(workers, 1_000);
        }
        tracing.ForceFlush(30_000).ShouldBeTrue();
        metering.ForceFlush(30_000).ShouldBeTrue();

        var report = MemoryReport.Capture();
        var hopping = report.Methods.Single(method => method.Name.StartsWith("Samples.Hopping(", StringComparison.Ordinal));
        var spans = receiver.Received("traces").SelectMany(OtlpFields.Spans).ToList();
        spans.Select(span => (span.Source, OtlpFields.SpanName(span.Span), OtlpFields.AllocatedBytes(span.Span))).ShouldBe(
        [
            ("MemoryProfiler", "Samples.Outer", 4_072),
            ("MemoryProfiler", "Samples.Leaf", 10_024),
            ("MemoryProfiler", "Samples.Hopping", hopping.AllocatedBytes),
            (_requests.Name, "request", 4_072 + 10_024 + hopping.AllocatedBytes),
        ]);
        spans.Take(3).Select(span => Convert.ToHexString(OtlpFields.ParentId(span.Span))).ShouldAllBe(parent => parent == Convert.ToHexString(OtlpFields.SpanId(spans[3].Span)));

        var metrics = receiver.Received("metrics").SelectMany(request => OtlpFields.Metrics(request, "MemoryProfiler")).ToDictionary(OtlpFields.MetricName);
        OtlpFields.Sum(metrics["memoryprofiler.method.calls"]).Order()
            .ShouldBe(report.Methods.Select(method => (method.Name, method.Calls)).Order());
        OtlpFields.Histogram(metrics["memoryprofiler.method.allocated"]).Order()
            .ShouldBe(report.Methods.Select(method => (method.Name, method.Calls, (double)method.AllocatedBytes, (double)method.MinAllocatedBytes, (double)method.MaxAllocatedBytes)).Order());
        metrics.Values.Select(metric => (OtlpFields.MetricName(metric), OtlpFields.MetricUnit(metric))).Order().ShouldBe(
        [
            ("memoryprofiler.cost.memory", "By"),
            ("memoryprofiler.cost.time", "s"),
            ("memoryprofiler.method.allocated", "By"),
            ("memoryprofiler.method.calls", "{call}"),
        ]);
    }

    static void Use(OtlpExporterOptions options, Uri address)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = address;
    }

    /// <summary>Keeps what was exported.</summary>
    sealed class Exported<T, TKept>(Func<T, TKept> keep) : BaseExporter<T>
        where T : class
    {
        public List<TKept> All { get; } = [];

        public override ExportResult Export(in Batch<T> batch)
        {
            foreach (var item in batch)
            {
                lock (All)
                    All.Add(keep(item));
            }
            return ExportResult.Success;
        }
    }
}
