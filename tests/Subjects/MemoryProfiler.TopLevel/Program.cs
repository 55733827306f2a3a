using MemoryProfiler;

var block = new byte[1_000_000];
var blocks = new List<byte[]>();
for (var i = 0; i < 3; i++)
    blocks.Add(new byte[1000]);
GC.KeepAlive(block);
var made = [Profile] (int n) =>
{
    return new byte[n];
};
var grown = [Profile] async Task<int> (int length) => (await BuildAsync(length)).Length;
Build(2);
made(1000);
grown(2000).GetAwaiter().GetResult();
MemoryReport.Save(args[0]);

[Profile]
static List<string> Build(int n)
{
    var list = new List<string>();
    for (var i = 0; i < n; i++)
        list.Add(new string('x', 10));
    return list;
}

[Profile]
static async Task<byte[]> BuildAsync(int n)
{
    await Task.Yield();
    return new byte[n];
}

[Profile]
partial class Program;
