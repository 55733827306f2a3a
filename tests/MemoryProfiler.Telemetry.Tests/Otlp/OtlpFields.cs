namespace MemoryProfiler.Telemetry.Tests.Otlp;

/// <summary>What the messages of OTLP hold, by the field numbers of opentelemetry-proto 1.</summary>
static class OtlpFields
{
    /// <summary>Metrics of a meter in an ExportMetricsServiceRequest.</summary>
    public static IEnumerable<WireMessage> Metrics(WireMessage request, string meter) =>
        from resource in request.Messages(1)
        from scope in resource.Messages(2)
        where scope.Message(1).Text(1) == meter
        from metric in scope.Messages(2)
        select metric;

    /// <summary>Spans in an ExportTraceServiceRequest, with the name of their source.</summary>
    public static IEnumerable<(string Source, WireMessage Span)> Spans(WireMessage request) =>
        from resource in request.Messages(1)
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select (scope.Message(1).Text(1), span);

    public static string MetricName(WireMessage metric) => metric.Text(1);

    public static string MetricUnit(WireMessage metric) => metric.Text(3);

    /// <summary>Data points of a sum: the tag of the method and the value.</summary>
    public static IEnumerable<(string Method, long Value)> Sum(WireMessage metric) =>
        metric.Message(7).Messages(1).Select(point => (Attribute(point, 7, "memoryprofiler.method"), point.Integer(6)));

    /// <summary>Data points of a histogram: the tag of the method, count, sum, least and most.</summary>
    public static IEnumerable<(string Method, long Count, double Sum, double Min, double Max)> Histogram(WireMessage metric) =>
        metric.Message(9).Messages(1).Select(point => (Attribute(point, 9, "memoryprofiler.method"), point.Integer(4), point.Double(5), point.Double(11), point.Double(12)));

    public static string SpanName(WireMessage span) => span.Text(5);

    public static byte[] SpanId(WireMessage span) => span.Bytes(2);

    public static byte[] ParentId(WireMessage span) => span.Bytes(4);

    /// <summary>The bytes that a span carries; 0 without the tag.</summary>
    public static long AllocatedBytes(WireMessage span) =>
        span.Messages(9).Where(attribute => attribute.Text(1) == "memoryprofiler.allocated_bytes").Select(attribute => attribute.Message(2).Integer(3)).SingleOrDefault();

    static string Attribute(WireMessage point, int field, string key) =>
        point.Messages(field).Where(attribute => attribute.Text(1) == key).Select(attribute => attribute.Message(2).Text(1)).SingleOrDefault() ?? "";
}
