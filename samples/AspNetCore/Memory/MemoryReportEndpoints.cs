using System.Text;
using MemoryProfiler;

namespace AspNetCoreSample.Memory;

/// <summary>The report as a page and as JSON. Copy this file and <see cref="MemoryReportOptions"/> into your project.</summary>
static class MemoryReportEndpoints
{
    /// <summary>
    /// Serves the report at <paramref name="path"/> and, with all exact figures, at the same with <c>.json</c>: in
    /// Development, and elsewhere only if <see cref="MemoryReportOptions.ShowOutsideDevelopment"/> says so. Where it is not
    /// served nothing is mapped, so that it is as if it did not exist.
    /// </summary>
    /// <param name="app">The program.</param>
    /// <param name="path">Where the page is.</param>
    /// <returns>The endpoints, to add <c>RequireAuthorization</c> or <c>RequireHost</c>.</returns>
    public static RouteGroupBuilder MapMemoryReport(this WebApplication app, string path = "/memory")
    {
        var report = app.MapGroup("").ExcludeFromDescription();
        var options = app.Configuration.GetSection("MemoryReport").Get<MemoryReportOptions>() ?? new();
        if (app.Environment.IsDevelopment() || options.ShowOutsideDevelopment)
        {
            report.MapGet(path, context => Write(context, ReportFormat.Html, "text/html; charset=utf-8"));
            report.MapGet(path + ".json", context => Write(context, ReportFormat.Json, "application/json; charset=utf-8"));
        }
        return report;
    }

    static Task Write(HttpContext context, ReportFormat format, string contentType)
    {
        using var text = new StringWriter();
        MemoryReport.Capture().WriteTo(text, format);
        context.Response.ContentType = contentType;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(text.ToString(), Encoding.UTF8, context.RequestAborted);
    }
}
