using HeapLeaks;

var mebibytes = 4;
if (args.Length is 0 or > 2 || (args.Length == 2 && (!int.TryParse(args[1], out mebibytes) || mebibytes is < 1 or > 64)))
    return Usage();
if (args[0] == "cycle")
    LeakHunt.RunCycle(mebibytes);
else if (Story.All.FirstOrDefault(story => story.Name == args[0]) is { } story)
    LeakHunt.Run(story, mebibytes);
else
    return Usage();
return 0;

static int Usage()
{
    Console.Error.WriteLine($"Usage: HeapLeaks {string.Join('|', Story.All.Select(story => story.Name))}|cycle [MiB of each frame]");
    return 2;
}
