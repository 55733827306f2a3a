using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Async;

/// <summary>Keeps state machines of one type.</summary>
sealed class JobRunner<TMachine> : JobRunner
    where TMachine : IAsyncStateMachine
{
    static readonly Stack<JobRunner<TMachine>> _free = new(16);

    TMachine _machine = default!;

    public static JobRunner<TMachine> Rent() => ArePooled && _free.TryPop(out var runner) ? runner : New();

    [Profile]
    public static JobRunner<TMachine> RentProfiled()
    {
        if (ArePooled && _free.TryPop(out var runner))
            return runner;
        var made = new JobRunner<TMachine>();
        made.Go = made.Step;
        return made;
    }

    public void Keep(ref TMachine machine) => _machine = machine;

    public override void Free()
    {
        _machine = default!;
        if (ArePooled)
            _free.Push(this);
    }

    static JobRunner<TMachine> New()
    {
        var runner = new JobRunner<TMachine>();
        runner.Go = runner.Step;
        return runner;
    }

    void Step() => _machine.MoveNext();
}
