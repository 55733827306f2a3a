// Nothing of MemoryProfiler here: with another weaver's LoadAtModuleInit off, this method must run without it.
Start.Load();
Program2.Run();

static class Program2
{
    public static void Run()
    {
        Item.Total().Wait();
        var item = new Item { Name = "nut" };
        Console.WriteLine($"Changed {item.Changed}, length {item.Name.Length}");
    }
}

class Item
{
    string _name = "";

    public string Changed { get; private set; } = "";

    [MemoryProfiler.Profile]
    public string Name
    {
        get => _name;
        set
        {
            _name = new string('x', 1000) + value;
        }
    }

    public void OnPropertyChanged(string name) => Changed = name;

    [MemoryProfiler.Profile]
    public static async Task<int> Total()
    {
        await Task.Yield();
        var a = new byte[1000];
        return a.Length;
    }
}
