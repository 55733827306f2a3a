// What a published program must be able to do; eng/check-builds.sh and eng/check-frameworks.sh publish it in many ways. It
// prints the rows of its report without what is another figure in each run, then the outcome of each check.
using System.Globalization;
using MemoryProfiler;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var folder = Directory.CreateTempSubdirectory().FullName;
var failed = 0;

void Check(string what, bool isRight, string? was = null)
{
    Console.WriteLine($"{(isRight ? "ok" : "FAILED")}: {what}{(isRight ? "" : $" ({was})")}");
    failed += isRight ? 0 : 1;
}

// The first calls make what is made once.
for (var i = 0; i < 3; i++)
    await Work.AllAsync();
int[] numbers = [3, 1, 2];
string[] names = ["Loop", "Grow", "Join", "Catch", "Select", "Box"];
var brackets = new long[names.Length + 1];
MemoryReport.Reset();
brackets[0] = GC.GetAllocatedBytesForCurrentThread();
Work.Loop(100);
brackets[1] = GC.GetAllocatedBytesForCurrentThread();
Work.Grow(1000);
brackets[2] = GC.GetAllocatedBytesForCurrentThread();
Work.Join("left", 12);
brackets[3] = GC.GetAllocatedBytesForCurrentThread();
Work.Catch();
brackets[4] = GC.GetAllocatedBytesForCurrentThread();
Work.Select(numbers);
brackets[5] = GC.GetAllocatedBytesForCurrentThread();
Work.Box(77);
brackets[6] = GC.GetAllocatedBytesForCurrentThread();
var report = MemoryReport.Capture();
for (var i = 0; i < names.Length; i++)
{
    var (bytes, bracket) = (report.Methods.Single(method => method.Name.StartsWith($"Work.{names[i]}(", StringComparison.Ordinal)).AllocatedBytes, brackets[i + 1] - brackets[i]);
    Check($"{names[i]}: its bytes are those of a bracket", bytes == bracket, $"{bytes}, not {bracket}");
}
await Work.DelayAsync();
Work.Count();
report = MemoryReport.Capture();
foreach (var method in report.Methods.OrderBy(method => method.FirstLine))
{
    Console.WriteLine($"{method.Name}: {method.Calls} calls, {method.AllocatedBytes:N0} B");
    foreach (var line in method.Lines)
        Console.WriteLine($"  {line.Occurrences,6:N0} {line.AllocatedBytes,10:N0} B  {line.Text.Trim()}");
}

var table = report.ToString();
Check("a table", table.Contains("Method:   Work.Loop(int count)   1 call, 100.0 KiB allocated", StringComparison.Ordinal), table);
report.Save(Path.Combine(folder, "report.json"));
Check("JSON, written and read", ProfileReport.Load(Path.Combine(folder, "report.json")) == report);
report.Save(Path.Combine(folder, "report.html"));
Check("HTML", File.ReadAllText(Path.Combine(folder, "report.html")).Contains("Work.Grow(int count)", StringComparison.Ordinal));
report.Save(Path.Combine(folder, "report.csv"));
report.Save(Path.Combine(folder, "report.md"));
Check("a comparison", report.CompareTo(report).Methods.Count == 0);

var measured = MemoryAssert.AllocatesAtMost("64 KB", () => { Work.Keep(new byte[1000]); });
Check("an assertion that holds, to the byte", measured.Bytes == 1024, $"{measured.Bytes}");
try
{
    MemoryAssert.DoesNotAllocate(() => { Work.Keep(new byte[1000]); });
    Check("an assertion that fails", false, "it passed");
}
catch (MemoryAssertException e)
{
    Check("an assertion that fails", e.Message.Contains("1,024 B", StringComparison.Ordinal), e.Message);
}
MemoryAssert.IsCollected(() => new Work.Session());
var awaited = await MemoryAssert.AllocatesAtMostAsync("64 KB", async () =>
{
    await Task.Yield();
    Work.Keep(new byte[1000]);
});
Check("an assertion along an async flow", awaited.Bytes >= 1024, $"{awaited.Bytes}");
try
{
    Work.Limited(2000);
    Check("[MaxAllocation]", false, "nothing was thrown");
}
catch (AllocationLimitExceededException e)
{
    Check("[MaxAllocation]", e.AllocatedBytes == 2024, $"{e.AllocatedBytes}");
}

var crossings = new List<long>();
var rule = MemoryThresholds.Add(ThresholdCondition.CallAbove("64 KB"), ThresholdActions.None, crossing => crossings.Add(crossing.Value));
Work.Loop(100);
rule.Remove();
Check("a threshold", crossings.Count == 1 && crossings[0] > 65_536 && crossings[0] < 102_400 + 1_024, string.Join(", ", crossings));

var recording = MemoryMonitor.Measure(() => Thread.Sleep(50));
recording.Save(Path.Combine(folder, "memory.json"));
Check("memory over time", recording.Peak is { Bytes: > 0 } && MemoryRecording.Load(Path.Combine(folder, "memory.json")) == recording);

var services = new ServiceCollection();
services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
{
    ["MemoryProfiler:PrintTop"] = "1",
    ["MemoryProfiler:PrintSort"] = "Name",
    ["MemoryProfiler:Clock"] = "Gc",
}).Build());
services.AddMemoryProfiler();
using (var provider = services.BuildServiceProvider())
{
    var options = provider.GetRequiredService<IOptions<MemoryProfilerOptions>>().Value;
    Check("options by configuration", options is { PrintTop: 1, PrintSort: MethodSort.Name, Clock: AllocationClockKind.Gc });
}
using var printed = new StringWriter();
MemoryReport.Print(printed);
var methods = printed.ToString().Split("Method: ").Length - 1;
Check("and they are in force", methods == 1 && MemoryReport.Capture().Cost.Clock == AllocationClockKind.Gc, printed.ToString());

Directory.Delete(folder, recursive: true);
Console.WriteLine($"{report.Runtime}, {report.Cost.Clock} clock");
return failed;

static class Work
{
    static object? _kept;

    public sealed class Session;

    public static async Task AllAsync()
    {
        Loop(100);
        Grow(1000);
        Join("left", 12);
        Catch();
        Select([3, 1, 2]);
        Box(77);
        await DelayAsync();
        Count();
    }

    public static void Keep(object value) => Volatile.Write(ref _kept, value);

    [Profile]
    public static void Loop(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Keep(new byte[1000]);
        }
    }

    [Profile]
    public static int Grow(int count)
    {
        var list = new List<int>();
        for (var i = 0; i < count; i++)
            list.Add(i);
        Keep(list);
        return list.Count;
    }

    [Profile]
    public static string Join(string left, int right)
    {
        var text = left + "/" + right.ToString(CultureInfo.InvariantCulture);
        return string.Concat(text, text);
    }

    [Profile]
    public static void Catch()
    {
        try
        {
            throw new InvalidOperationException("expected");
        }
        catch (InvalidOperationException e)
        {
            Keep(e);
        }
    }

    [Profile]
    public static int Select(int[] numbers)
    {
        var least = 1;
        var more = numbers.Where(number => number > least);
        return more.Select(number => new byte[number * 100].Length).ToList().Count;
    }

    [Profile]
    public static void Box(int number)
    {
        object boxed = number;
        Keep(boxed);
    }

    [Profile]
    public static async Task DelayAsync()
    {
        var a = new byte[1000];
        await Task.Delay(1);
        var b = new byte[2000];
        Keep(a);
        Keep(b);
    }

    [Profile]
    public static int Count()
    {
        var sum = 0;
        foreach (var part in Parts(3))
            sum += part.Length;
        return sum;
    }

    [Profile]
    static IEnumerable<byte[]> Parts(int count)
    {
        for (var i = 0; i < count; i++)
            yield return new byte[1000];
    }

    [MaxAllocation("1 KB")]
    public static void Limited(int size) => Keep(new byte[size]);
}
