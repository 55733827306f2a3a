#:package MemoryProfiler.Fody@VERSION
using MemoryProfiler;
for (var i = 0; i < 1_000; i++)
    Work.Load();
MemoryReport.Print();
static class Work { [Profile] public static byte[] Load() => new byte[1000]; }
