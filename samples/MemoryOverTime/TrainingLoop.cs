using MemoryProfiler;

namespace MemoryOverTime;

/// <summary>Memory in cycles: each epoch loads its batches one after the other and lets go of them at its end.</summary>
static class TrainingLoop
{
    const int Epochs = 5;
    const int Batches = 8;

    public static void Run(int mebibytes)
    {
        var loss = 0.0;
        for (var epoch = 0; epoch < Epochs; epoch++)
            loss = Epoch(Math.Max(1, mebibytes / Batches));
        Console.WriteLine($"{Epochs} epochs of {Batches} batches, loss {loss:0}");
    }

    [Profile]
    static double Epoch(int batchMebibytes)
    {
        var batches = new List<Tensor>();
        var loss = 0.0;
        for (var i = 0; i < Batches; i++)
        {
            var batch = new Tensor(batchMebibytes);
            batches.Add(batch);
            for (var pass = 0; pass < 4; pass++)
                loss += batch.Sum();
        }
        foreach (var batch in batches)
            batch.Dispose();
        return loss;
    }
}
