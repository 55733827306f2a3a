using System.Text;

namespace MemoryProfiler.Benchmarks.Weaving;

/// <summary>Writes a source file of ordinary methods: loops, LINQ with lambdas, exceptions, text, awaits.</summary>
static class SubjectSource
{
    const int MethodsPerClass = 20;

    static readonly string[] _shapes =
    [
        """
            public int Add{0}(string name, int count)
            {
                if (!_byName.TryGetValue(name, out var list))
                {
                    list = new List<int>();
                    _byName[name] = list;
                }
                for (var i = 0; i < count; i++)
                {
                    if (i % 3 == {0})
                        continue;
                    list.Add(i * {0});
                }
                return list.Count;
            }
        """,
        """
            public string Describe{0}(int limit)
            {
                var text = new StringBuilder();
                foreach (var (name, list) in _byName)
                {
                    if (list.Count > limit)
                        text.Append(name).Append(": ").Append(list.Count).AppendLine();
                }
                return text.ToString();
            }
        """,
        """
            public int[] Largest{0}(int count)
            {
                var all = _byName.Values.SelectMany(list => list).Where(value => value > count);
                var ordered = all.OrderByDescending(value => value).Take(count);
                return ordered.ToArray();
            }
        """,
        """
            public double Average{0}(string name)
            {
                try
                {
                    var list = _byName[name];
                    var sum = 0.0;
                    foreach (var value in list)
                        sum += value;
                    return sum / list.Count;
                }
                catch (KeyNotFoundException)
                {
                    return {0};
                }
                finally
                {
                    _byName.Remove(name);
                }
            }
        """,
        """
            public async Task<int> Load{0}(IEnumerable<string> names)
            {
                var total = 0;
                foreach (var name in names)
                {
                    await Task.Yield();
                    total += Add0(name, name.Length);
                }
                return total;
            }
        """,
    ];

    /// <summary>The file's text.</summary>
    /// <param name="methodCount">How many methods; a multiple of 20.</param>
    public static string Write(int methodCount)
    {
        var text = new StringBuilder("using System.Text;\n\n#if PROFILED\n[assembly: MemoryProfiler.Profile]\n#endif\n\nnamespace Subject;\n");
        for (var type = 0; type < methodCount / MethodsPerClass; type++)
        {
            text.Append(Invariant($"\npublic class Orders{type}\n{{\n    readonly Dictionary<string, List<int>> _byName = [];\n"));
            for (var method = 0; method < MethodsPerClass; method++)
                text.Append('\n').Append(_shapes[method % _shapes.Length].Replace("{0}", Invariant($"{method}"), StringComparison.Ordinal)).Append('\n');
            text.Append("}\n");
        }
        return text.ToString();
    }
}
