using MemoryProfiler;

// Reads a file of allocation sites, and the one of a baseline or -, and writes the first in every form that is asked for.
var sites = AllocationSnapshot.Load(args[0]);
var baseline = args[1] == "-" ? null : AllocationSnapshot.Load(args[1]);
foreach (var path in args[2..])
{
    if (path.EndsWith(".html", StringComparison.Ordinal) || path.EndsWith(".svg", StringComparison.Ordinal))
        sites.SaveFlame(path, new FlameOptions { Baseline = baseline });
    else
        sites.Save(path);
}
