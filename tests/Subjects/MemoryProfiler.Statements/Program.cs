using MemoryProfiler.Statements.Inputs;
using MemoryProfiler.Statements.Measuring;
using MemoryProfiler.Statements.Page;

// `list` names the statements, `version` the runtime, `page FOLDER` writes the page of what runs have printed into files there, and all else are
// statements to run. The first call of a statement is the first use of what it uses only where it is the only one asked for.
switch (args)
{
    case ["list"]:
        foreach (var statement in Statement.All)
            Console.WriteLine(statement.Name);
        return;
    case ["version"]:
        Console.WriteLine(Environment.Version);
        return;
    case ["page", var folder]:
        AllocationsPage.Write(folder, Console.Out);
        return;
}
Holder.Start();
foreach (var type in Statement.All.Select(statement => statement.Type).Append(typeof(Given)).Distinct())
    System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(type.TypeHandle);
Meter.WarmUp();
foreach (var name in args)
    Console.WriteLine(Measurement.Of(Statement.All.Single(statement => statement.Name == name)));
