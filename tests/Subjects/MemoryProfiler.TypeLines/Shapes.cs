using System.Runtime.CompilerServices;

namespace MemoryProfiler.TypeLines;

/// <summary>Profiled code whose lines end with the types that they allocate.</summary>
static class Shapes
{
    static object? _kept;

    /// <summary>Runs one of them.</summary>
    /// <param name="shape">Its name.</param>
    /// <param name="times">How often its lines run, about.</param>
    public static void Run(string shape, int times)
    {
        switch (shape)
        {
            case "six":
                Six(times / 6);
                break;
            case "calls":
                Six(1_000);
                for (var i = 0; i < times / 6_000; i++)
                    Six(1_000);
                break;
            case "mixed":
                Mixed(times / 6);
                break;
            case "threads":
                Threads(times / 9);
                break;
            case "async":
                Task.WaitAll([.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => Worker(times / 16)))]);
                break;
            case "drawn":
                Drawn(times / 18);
                break;
            case "boxes":
                Boxes(times / 12).Wait();
                break;
            default:
                throw new ArgumentException($"There is no shape {shape}: six, calls, mixed, threads, async, drawn and boxes.", nameof(shape));
        }
    }

    [Profile]
    static void Six(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _kept = new Bytes24(); // Bytes24
            _kept = new Bytes32(); // Bytes32
            _kept = new Bytes48(); // Bytes48
            _kept = new Bytes64(); // Bytes64
            _kept = new Bytes96(); // Bytes96
            _kept = new Bytes128(); // Bytes128
        }
    }

    [Profile]
    static void Mixed(int times)
    {
        for (var i = 0; i < times; i++)
        {
            Plain(i); // Bytes24, Bytes48, Bytes96
            Profiled();
            _kept = new Bytes128(); // Bytes128
            if (i % 100 == 0)
                _kept = new First[750]; // First[]
            if (i % 1_000 == 0)
                _kept = new Second[12_500]; // Second[]
            Local();
        }

        void Local()
        {
            _kept = new Bytes64(); // Bytes64
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Plain(int i) => _kept = (i % 3) switch
    {
        0 => new Bytes24(),
        1 => new Bytes48(),
        _ => new Bytes96(),
    };

    [Profile]
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Profiled()
    {
        _kept = new Bytes32(); // Bytes32
        _kept = new Of<Third>(); // Of<MemoryProfiler.TypeLines.Third>
    }

    [Profile]
    static void Drawn(int times)
    {
        for (var i = 0; i < times; i++)
        {
            Several<First>(); // Finalized<MemoryProfiler.TypeLines.First>
            Several<Second>(); // Finalized<MemoryProfiler.TypeLines.Second>
            Several<Third>(); // Finalized<MemoryProfiler.TypeLines.Third>
            _kept = new Bytes64(); // Bytes64
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Several<T>()
    {
        for (var i = 0; i < 5; i++)
            _kept = new Finalized<T>();
    }

    // Not profiled, so that its boxes are on no line.
    static async Task Boxes(int times)
    {
        for (var i = 0; i < times; i++)
            await Box(times);
    }

    static async Task<Of<First>> Box(int times)
    {
        await Suspending();
        return new Of<First>();
    }

    [Profile]
    static async Task Suspending()
    {
        _kept = new Bytes64(); // Bytes64
        await Task.Yield(); // <Suspending>
        _kept = new Bytes96(); // Bytes96
    }

    static void Threads(int times)
    {
        Thread[] threads = [new(() => Allocate<First>(times)), new(() => Allocate<Second>(times)), new(() => Allocate<Third>(times))];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
    }

    [Profile]
    static void Allocate<T>(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _kept = new T[4]; // First[], Second[], Third[]
            _kept = new Of<T>(); // Of<MemoryProfiler.TypeLines.First>, Of<MemoryProfiler.TypeLines.Second>, Of<MemoryProfiler.TypeLines.Third>
            _kept = new Bytes64(); // Bytes64
        }
    }

    [Profile]
    static async Task Worker(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _kept = new Bytes24(); // Bytes24
            if (i % 64 == 0)
                await Task.Yield(); // <Worker>
            _kept = new Bytes48(); // Bytes48
            await Inner(i); // <Worker>
            _kept = new Bytes96(); // Bytes96
        }
    }

    [Profile]
    static async Task Inner(int i)
    {
        _kept = new Bytes32(); // Bytes32
        if (i % 128 == 0)
            await Task.Yield(); // <Inner>
        _kept = new Bytes128(); // Bytes128
    }
}
