namespace Shop;

/// <summary>Allocates what is known to the byte.</summary>
static class Orders
{
    public static string Load(int count)
    {
        var rows = new List<byte[]>(count);
        for (var i = 0; i < count; i++)
            rows.Add(new byte[1000]);
        return new string('x', rows.Count);
    }

    public static async Task<int> LoadAsync(int count)
    {
        var first = new byte[100];
        await Task.Yield();
        var second = new byte[200];
        return first.Length + second.Length + count;
    }
}
