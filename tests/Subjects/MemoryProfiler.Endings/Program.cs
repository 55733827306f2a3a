using MemoryProfiler.Endings;

// Each way to end works once first, and at its end as often as its name says.
Work.Begin();
return args switch
{
    ["return"] => 4,
    ["wait"] => Ending.Wait(),
    ["crash-on-thread"] => Ending.CrashOnThread(),
    ["exit-handler"] => Ending.WorkAtExit(),
    ["key"] => Signals.Key(cancel: false),
    ["key-cancel"] => Signals.Key(cancel: true),
    ["handler"] => Signals.Handler(_ => Work.End()),
    ["handler-cancel"] => Signals.Handler(context => context.Cancel = true),
    ["handler-exit"] => Signals.Handler(_ => Environment.Exit(9)),
    ["handler-throw"] => Signals.Handler(_ => throw new InvalidOperationException("The handler throws.")),
    ["slow-output"] => Signals.SlowOutput(),
    ["stuck-output"] => Signals.StuckOutput(),
    ["host", var gate] => await Hosted.RunHost(gate),
    ["web", var gate] => await Hosted.RunWeb(gate),
    ["unload", var report] => Unloading.Run(report),
    _ => 2,
};
