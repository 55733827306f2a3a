using MemoryProfiler;

var block = new byte[1_000_000];
var blocks = new List<byte[]>();
for (var i = 0; i < 3; i++)
    blocks.Add(new byte[1000]);
GC.KeepAlive(block);
MemoryReport.Save(args[0]);

[Profile]
partial class Program;
