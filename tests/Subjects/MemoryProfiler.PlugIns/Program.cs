using MemoryProfiler.PlugIns;

// The plug-in's path, "own" or "shared", how many loads, and which of its methods each load calls.
return Host.Run(args[0], args[1] == "shared", int.Parse(args[2]), args[3..]);
