using MemoryOverTime;

const string Usage = "Usage: MemoryOverTime train|leak|models|workers|step [MiB]";

var mebibytes = 64;
if (args.Length is 0 || (args.Length > 1 && args[0] != WorkerPool.Worker && (!int.TryParse(args[1], out mebibytes) || mebibytes is < 1 or > 4_096)))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

switch (args[0])
{
    case "train":
        TrainingLoop.Run(mebibytes);
        return 0;
    case "leak":
        SteadyLeak.Run(mebibytes);
        return 0;
    case "models":
        LoadedModels.Run(mebibytes);
        return 0;
    case "workers":
        await WorkerPool.RunAsync(mebibytes);
        return 0;
    case WorkerPool.Worker:
        return WorkerPool.Work(args[1], args[2]);
    case "step":
        await HungryStep.RunAsync(mebibytes);
        return 0;
    case HungryStep.Apart:
        Console.WriteLine(HungryStep.Compute(mebibytes));
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
