using MemoryProfiler;

namespace MemoryOverTime;

/// <summary>A leak: each request leaves its answer behind. What is only used for the moment makes no lasting difference.</summary>
static class SteadyLeak
{
    const int RequestsPerMebibyte = 4;
    const int AnswerBytes = (1 << 20) / RequestsPerMebibyte;

    static readonly List<byte[]> _answers = [];

    public static void Run(int mebibytes)
    {
        // The increments are to be each line's own, whatever its turn takes.
        MemoryProfilerSettings.Configure(options => options.WorkingSetMode = WorkingSetMode.EveryLine);
        for (var request = 0; request < mebibytes * RequestsPerMebibyte; request++)
        {
            Handle(request);
            // Between two requests somebody reads the answer.
            Thread.Sleep(10);
        }
        Console.WriteLine($"{_answers.Count} requests");
        MemoryReport.Print(options => options.Filter = "*SteadyLeak.*");
    }

    [Profile]
    static void Handle(int request)
    {
        var rows = new long[1_000];
        Array.Fill(rows, request);
        var answer = Render(rows);
        _answers.Add(answer);
    }

    static byte[] Render(long[] rows)
    {
        var answer = new byte[AnswerBytes];
        for (var i = 0; i < answer.Length; i++)
            answer[i] = (byte)rows[i % rows.Length];
        return answer;
    }
}
