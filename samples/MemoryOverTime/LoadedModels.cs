using MemoryProfiler;

namespace MemoryOverTime;

/// <summary>A model that each of two services loads for itself, and one that both share.</summary>
static class LoadedModels
{
    public static void Run(int mebibytes)
    {
        Tell("each service loads it", MemoryMonitor.Measure(() => LoadTwice(mebibytes)));
        Tell("both share one", MemoryMonitor.Measure(() => LoadOnce(mebibytes)));
    }

    [Profile]
    static void LoadTwice(int mebibytes)
    {
        using var translator = new Tensor(mebibytes);
        using var summarizer = new Tensor(mebibytes);
        Use(translator, summarizer);
    }

    [Profile]
    static void LoadOnce(int mebibytes)
    {
        using var model = new Tensor(mebibytes);
        Use(model, model);
    }

    static void Use(Tensor translator, Tensor summarizer)
    {
        for (var request = 0; request < 20; request++)
            _ = translator.Sum() + summarizer.Sum();
    }

    static void Tell(string how, MemoryRecording recording) =>
        Console.WriteLine($"{how + ":",-24}{Mebibytes.Text(recording.Peak!.Value.Bytes - recording.Baseline!.Value)} more at the peak");
}
