using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace MemoryProfiler.Torture.Work;

/// <summary>Structured events of all levels to text and to JSON.</summary>
static class SerilogWork
{
    sealed class Sink(TextWriter writer) : ILogEventSink
    {
        readonly MessageTemplateTextFormatter _text = new("[{Level:u3}] {Message:lj} {Properties}{NewLine}{Exception}", CultureInfo.InvariantCulture);
        readonly JsonFormatter _json = new(renderMessage: true);

        public void Emit(LogEvent logEvent)
        {
            _text.Format(logEvent, writer);
            _json.Format(new LogEvent(DateTimeOffset.UnixEpoch, logEvent.Level, null, logEvent.MessageTemplate, logEvent.Properties.Select(p => new LogEventProperty(p.Key, p.Value))), writer);
        }
    }

    public static string Run()
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        using var log = new LoggerConfiguration().MinimumLevel.Verbose().Enrich.FromLogContext()
            .Destructure.ByTransforming<Version>(v => new { v.Major, v.Minor })
            .Filter.ByExcluding(e => e.Level == LogEventLevel.Debug)
            .WriteTo.Sink(new Sink(writer)).CreateLogger();
        for (var i = 0; i < 200; i++)
        {
            log.ForContext("Source", i % 3).Information("Item {Id} of {@Shape} at {When:HH:mm} {Missing}", i, new { X = i, Y = new[] { 1, 2, i } }, new DateTime(2024, 1, 1).AddMinutes(i));
            log.Debug("never {I}", i);
            log.Write((LogEventLevel)(i % 6), "{@Version} {List} {Text,10}", new Version(i, 2), new List<int> { i, 2 }, $"t{i}");
            if (i % 50 == 0)
                log.Error(new InvalidOperationException($"broken {i}"), "failed {What}", "it");
        }
        return writer.ToString();
    }
}
