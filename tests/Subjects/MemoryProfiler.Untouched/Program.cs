using System.Diagnostics;

namespace Shop;

/// <summary>Does what its first word says.</summary>
static class Program
{
    static async Task<int> Main(string[] arguments)
    {
        switch (arguments[0])
        {
            case "orders":
                Console.WriteLine(Orders.Load(int.Parse(arguments[1], System.Globalization.CultureInfo.InvariantCulture)));
                break;
            case "async":
                Console.WriteLine(await Orders.LoadAsync(3));
                break;
            case "variables":
                foreach (var name in arguments[1..])
                    Console.WriteLine($"{name}={Environment.GetEnvironmentVariable(name)}");
                break;
            case "first":
                Console.WriteLine(Orders.Load(1));
                Console.WriteLine(FirstUses.BytesOf(() => File.OpenHandle(arguments[1], FileMode.Create, FileAccess.Write).Dispose()));
                break;
            case "again":
                // The same program once more, as a child.
                using (var child = Process.Start(Environment.ProcessPath!, [Environment.GetCommandLineArgs()[0], .. arguments[1..]]))
                    await child.WaitForExitAsync();
                break;
            case "busy":
                Console.WriteLine("busy");
                while (true)
                    Orders.Load(1000);
            case "crash":
                throw new InvalidOperationException(Orders.Load(1));
            default:
                break;
        }
        return arguments[0].Length;
    }
}
