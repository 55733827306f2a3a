using MemoryProfiler.Benchmarks.Harness;
using MemoryProfiler.Benchmarks.Weaving;
using System.Runtime.CompilerServices;

if (args.Length>0) { using var sp = new SubjectProject(Repo(), 1000); foreach (var o in new bool[][]{[true,false,true,false,true,true,true],[false,true,false]}) Console.WriteLine(string.Join("\n", sp.Build(o).Select(t=>t.ToString()))); File.Copy(sp.Assembly, "/tmp/bw/Woven.dll", true); return; }
var table = WeavingTime.Measure(Repo(), Effort.Full);
foreach (var row in table.Rows) Console.WriteLine(string.Join(" | ", row.Cells) + " " + row.Goal + (row.IsMissed ? " missed" : ""));
static string Repo([CallerFilePath] string f = "") => Path.GetFullPath(Path.Combine(f, "../../.."));
