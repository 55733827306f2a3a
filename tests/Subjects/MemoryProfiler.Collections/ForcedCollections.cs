using System.Globalization;

namespace MemoryProfiler.Collections;

/// <summary>Three threads that allocate what is known in advance, while collections of all kinds are forced.</summary>
sealed class ForcedCollections
{
    const int Threads = 3;
    const int CollectionsPerRound = 25;
    const int LiveDepth = 18;
    const string BelowTheLargestLine = "190 KB";

    readonly long[] _calls = new long[Threads];
    volatile bool _isRoundOver;
    volatile bool _isOver;
    int _rows;
    int _wrong;
    int _unmarked;
    int _marked;
    long _largestError;

    /// <summary>The same while somebody watches lines, whose code runs between two of them.</summary>
    public string RunWatched(int collections)
    {
        MemoryThreshold? threshold = null;
        threshold = MemoryThresholds.Add(ThresholdCondition.LineVisitAbove(BelowTheLargestLine), ThresholdActions.None, _ => threshold?.Rearm());
        return Run(collections);
    }

    public string Run(int collections)
    {
        using var round = new Barrier(Threads + 1);
        var live = new LiveHeap(LiveDepth);
        var workers = Enumerable.Range(0, Threads).Select(number => new Thread(() => Work(number, round))).ToList();
        workers.ForEach(worker => worker.Start());
        round.SignalAndWait();
        var begun = GC.CollectionCount(0);
        var background = 0;
        var last = BackgroundCollection.LastEnded;
        for (var rounds = 0; GC.CollectionCount(0) - begun < collections; rounds++)
        {
            MemoryReport.Reset();
            Array.Clear(_calls);
            _isRoundOver = false;
            round.SignalAndWait();
            for (var i = 0; i < CollectionsPerRound; i++)
                Collect((rounds * CollectionsPerRound) + i, ref last, ref background);
            _isRoundOver = true;
            round.SignalAndWait();
            Judge(MemoryReport.Capture());
        }
        _isOver = true;
        round.SignalAndWait();
        workers.ForEach(worker => worker.Join());
        GC.KeepAlive(live);
        return string.Create(CultureInfo.InvariantCulture,
            $"collections={GC.CollectionCount(0) - begun} background={background} rows={_rows} wrong={_wrong} unmarked={_unmarked} marked={_marked} largest={_largestError}");
    }

    static void Collect(int number, ref long last, ref int background)
    {
        if (number % 25 == 7)
            BackgroundCollection.Begin();
        else
            GC.Collect(number % 50 == 20 ? 2 : number % 5 == 0 ? 1 : 0, GCCollectionMode.Forced, blocking: true);
        if (BackgroundCollection.LastEnded != last)
        {
            last = BackgroundCollection.LastEnded;
            background++;
        }
    }

    void Work(int number, Barrier round)
    {
        var worker = new Worker();
        worker.Once();
        round.SignalAndWait();
        while (true)
        {
            round.SignalAndWait();
            if (_isOver)
                return;
            // A worker's calls are counted where they cannot be lost: the round's sum is what the rows must show.
            do
            {
                worker.Once();
                _calls[number]++;
            }
            while (!_isRoundOver);
            round.SignalAndWait();
        }
    }

    void Judge(ProfileReport report)
    {
        var calls = _calls.Sum();
        foreach (var row in report.Methods.SelectMany(method => method.Lines).Where(row => row.Occurrences > 0))
        {
            var perCall = Worker.BytesOf(row.Text);
            var error = row.AllocatedBytes - (perCall * calls);
            _rows++;
            if (error != 0)
                _wrong++;
            if (row.MaxExcessBytes > 0)
                _marked++;
            if (error < 0 || error > row.MaxExcessBytes)
            {
                _unmarked++;
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{row.Text.Trim()}: {error:+0;-0} B in {calls} calls, {row.Occurrences} occurrences, at most {row.MaxExcessBytes} B marked"));
            }
            _largestError = Math.Max(_largestError, Math.Abs(error));
        }
    }
}
