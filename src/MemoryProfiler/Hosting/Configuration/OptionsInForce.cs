using Microsoft.Extensions.Options;

namespace MemoryProfiler.Hosting.Configuration;

/// <summary>
/// Makes the options as any other library's are made, and puts them in force. Only here are they known to be whole and
/// allowed, at the host's start as after a reload.
/// </summary>
sealed class OptionsInForce(
    OptionSection section,
    IEnumerable<IConfigureOptions<MemoryProfilerOptions>> setups,
    IEnumerable<IPostConfigureOptions<MemoryProfilerOptions>> postSetups,
    IEnumerable<IValidateOptions<MemoryProfilerOptions>> checks)
    : OptionsFactory<MemoryProfilerOptions>(setups, postSetups, checks), IOptionsFactory<MemoryProfilerOptions>
{
    MemoryProfilerOptions IOptionsFactory<MemoryProfilerOptions>.Create(string name)
    {
        var options = Create(name);
        // Others of a name are somebody's own affair.
        if (name == Options.DefaultName)
            MemoryProfilerSettings.Use(options);
        return options;
    }

    protected override MemoryProfilerOptions CreateInstance(string name)
    {
        var options = base.CreateInstance(name);
        options.CopyFrom(section.Start);
        return options;
    }
}
