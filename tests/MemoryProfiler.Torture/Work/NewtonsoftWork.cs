using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryProfiler.Torture.Work;

/// <summary>Objects to JSON and back, and a query over the tree.</summary>
static class NewtonsoftWork
{
    sealed record Order(int Id, string Customer, DateTime Placed, List<Item> Items, Dictionary<string, decimal> Discounts, Order? Follows);

    sealed record Item(string Name, int Count, decimal Price, DayOfWeek Delivery, byte[] Image);

    public static string Run()
    {
        var orders = Enumerable.Range(0, 60).Select(Make).ToList();
        var settings = new JsonSerializerSettings { Formatting = Formatting.Indented, TypeNameHandling = TypeNameHandling.Auto, NullValueHandling = NullValueHandling.Ignore };
        var json = JsonConvert.SerializeObject(orders, settings);
        var again = JsonConvert.SerializeObject(JsonConvert.DeserializeObject<List<Order>>(json, settings), settings);
        var tree = JArray.Parse(json);
        var names = tree.SelectTokens("$..Items[?(@.Count > 3)].Name").Select(token => token.ToString());
        return $"{json}\n{again == json}\n{string.Join(",", names)}\n{Error()}";
    }

    static Order Make(int i) => new(i, $"customer {i}", new DateTime(2024, 1, 1).AddHours(i),
        [.. Enumerable.Range(0, i % 5).Select(k => new Item($"thing \"{k}\" é", k + (i % 3), k * 1.25m, (DayOfWeek)(k % 7), [1, (byte)k, 3]))],
        new Dictionary<string, decimal> { ["spring"] = 0.1m * i }, i % 4 == 0 ? Make(i + 1) : null);

    static string Error()
    {
        try
        {
            JsonConvert.DeserializeObject<Order>("{\"Id\": \"x\"}");
            return "";
        }
        catch (JsonException e)
        {
            return e.Message;
        }
    }
}
