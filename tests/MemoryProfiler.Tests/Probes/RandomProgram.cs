using MemoryProfiler.Collecting;
using MemoryProfiler.Ledger;
using MemoryProfiler.Methods;
using MemoryProfiler.Probes;

namespace MemoryProfiler.Tests.Probes;

/// <summary>
/// Runs random calls, lines and allocations through the probes and beside them through a model that keeps the whole
/// stack: a byte belongs to the innermost line alone (self), once to every line and method on the stack (inclusive).
/// Scopes are methods of one line there, entered and ended between the lines of a call.
/// </summary>
sealed unsafe class RandomProgram(int seed, int maxDepth = 8, int steps = 300)
{
    const int Methods = 3;
    const int Scopes = 2;
    const int Slots = 4;

    // Numbers no woven assembly of a test process gets, new ones for every program.
    static int _nextMethod = 100_000;

    readonly Random _random = new(seed);
    readonly int _firstMethod = Interlocked.Add(ref _nextMethod, Methods);
    readonly List<(int Method, int Slot)> _stack = new(maxDepth + 1);
    readonly long[,] _visits = new long[Methods + Scopes, Slots];
    readonly long[,] _self = new long[Methods + Scopes, Slots];
    readonly long[,] _inclusive = new long[Methods + Scopes, Slots];
    readonly long[] _methodInclusive = new long[Methods + Scopes];
    readonly string[] _names = [.. Enumerable.Range(0, Scopes).Select(i => $"random {Guid.NewGuid()} {i}")];
    object? _kept;
    bool _isWarmUp;
    int _stepsLeft = steps;

    /// <summary>Runs a program whose figures nobody looks at: what the runtime allocates to prepare this code is no part of the model.</summary>
    public static void WarmUp() => new RandomProgram(seed: 1) { _isWarmUp = true }.Run();

    public bool Run()
    {
        while (_stepsLeft > 0)
            Call();
        Check();
        return true;
    }

    void Call()
    {
        var method = _random.Next(Methods);
        var activation = Probe.Enter(_firstMethod + method, Slots);
        var depth = _stack.Count;
        _stack.Add((method, 0));
        _visits[method, 0]++;
        Lines(activation, method, depth);
        _stack.RemoveAt(depth);
        Probe.Exit(activation);
    }

    void Scope(nint activation, int method, int depth)
    {
        var scope = _random.Next(Scopes);
        using (MemoryScope.Enter(_names[scope]))
        {
            _stack.Add((Methods + scope, 0));
            _visits[Methods + scope, 0]++;
            Lines(activation, method, depth);
            _stack.RemoveAt(_stack.Count - 1);
        }
    }

    void Lines(nint activation, int method, int depth)
    {
        var lines = _random.Next(6);
        for (var i = 0; i < lines && _stepsLeft-- > 0; i++)
            Line(activation, method, depth);
    }

    void Line(nint activation, int method, int depth)
    {
        var slot = 1 + _random.Next(Slots - 1);
        Probe.Line(activation, slot);
        _visits[method, slot]++;
        // Nothing was allocated since that reading.
        if (_random.Next(3) == 0)
            slot = Count(activation, method);
        _stack[depth] = (method, slot);
        switch (_random.Next(10))
        {
            case 0 or 1 or 2 when _stack.Count < maxDepth:
                Call();
                break;
            case 7 or 8 when _stack.Count < maxDepth:
                Scope(activation, method, depth);
                break;
            case 3:
                Check();
                break;
            case 4 or 5 or 6:
                Allocate(_random.Next(2_000));
                break;
        }
    }

    int Count(nint activation, int method)
    {
        var slot = 1 + _random.Next(Slots - 1);
        var visitSlot = 1 + _random.Next(Slots - 1);
        if (visitSlot == slot)
            Probe.CountLine(activation, slot);
        else
            Probe.CountPoint(activation, slot, visitSlot);
        _visits[method, visitSlot]++;
        return slot;
    }

    void Allocate(int length)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _kept = new byte[length];
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        var (innerMethod, innerSlot) = _stack[^1];
        _self[innerMethod, innerSlot] += bytes;
        using (OwnWork.Begin())
        {
            foreach (var (method, slot) in _stack.Distinct())
                _inclusive[method, slot] += bytes;
            foreach (var method in _stack.Select(frame => frame.Method).Distinct())
                _methodInclusive[method] += bytes;
        }
    }

    /// <summary>Also in the middle of the program: open calls count as if they ended now.</summary>
    void Check()
    {
        using var own = OwnWork.Begin();
        var totals = LedgerReader.Read(LedgerRegistry.Current, own.Start);
        for (var method = 0; method < Methods + Scopes; method++)
        {
            var number = method < Methods ? _firstMethod + method : NamedScopes.Find(_names[method - Methods])?.Method;
            if (number is null || !totals.TryGetValue(number.Value, out var counted))
                continue;
            for (var slot = 0; slot < counted.Lines.Length; slot++)
            {
                var line = counted.Lines[slot];
                if (_isWarmUp)
                    continue;
                line.Visits.ShouldBe(_visits[method, slot]);
                (line.Bytes - line.CalleeBytes).ShouldBe(_self[method, slot]);
                (line.Bytes - line.RepeatedBytes).ShouldBe(_inclusive[method, slot]);
            }
            var all = counted.Lines.Sum(l => l.Bytes) - counted.RepeatedBytes;
            if (!_isWarmUp)
                all.ShouldBe(_methodInclusive[method]);
        }
        GC.KeepAlive(_kept);
    }
}
