using MemoryProfiler.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace MemoryProfiler.Hosting.Configuration;

/// <summary>
/// The configuration section <c>MemoryProfiler</c>. Its keys are read as the variables of the environment are. So both
/// take and refuse the same texts, and nothing needs reflection.
/// </summary>
sealed class OptionSection : IConfigureOptions<MemoryProfilerOptions>, IValidateOptions<MemoryProfilerOptions>, IOptionsChangeTokenSource<MemoryProfilerOptions>, IDisposable
{
    public const string Key = "MemoryProfiler";

    readonly IConfigurationSection? _section;
    readonly IDisposable? _reloads;
    CancellationTokenSource _changed = new();

    /// <summary>Reads the section of a configuration, if there is one.</summary>
    /// <param name="configuration">The program's.</param>
    /// <param name="start">What options have that the section says nothing of.</param>
    public OptionSection(IConfiguration? configuration, MemoryProfilerOptions start)
    {
        _section = configuration?.GetSection(Key);
        Start = start;
        if (_section is not null)
            _reloads = ChangeToken.OnChange(_section.GetReloadToken, Reloaded);
    }

    public string Name => Options.DefaultName;

    /// <summary>What options have before anything is set.</summary>
    public MemoryProfilerOptions Start { get; }

    public void Configure(MemoryProfilerOptions options) => Read(options);

    public ValidateOptionsResult Validate(string? name, MemoryProfilerOptions options)
    {
        var faults = Read(new MemoryProfilerOptions());
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    public IChangeToken GetChangeToken() => new CancellationChangeToken(Volatile.Read(ref _changed).Token);

    public void Dispose()
    {
        _reloads?.Dispose();
        _changed.Dispose();
    }

    /// <summary>Sets what the section says; a sentence for each key that is not understood.</summary>
    List<string> Read(MemoryProfilerOptions options)
    {
        var faults = new List<string>();
        foreach (var entry in _section?.GetChildren() ?? [])
        {
            var value = Value(entry);
            if (OptionText.Find(entry.Key) is not { } option)
                faults.Add($"The configuration key {entry.Path} names no option: did you mean {OptionText.Nearest(entry.Key)}? There are {OptionText.Names}.");
            else if (!string.IsNullOrWhiteSpace(value) && !option.TrySet(options, value.Trim()))
                faults.Add($"The configuration key {entry.Path} cannot be \"{value}\": {option.Allowed}.");
        }
        return faults;
    }

    // Several values may be a list, which a configuration keeps as numbered keys.
    static string? Value(IConfigurationSection entry) =>
        entry.Value ?? string.Join(", ", entry.GetChildren().Select(child => int.TryParse(child.Key, out _) ? child.Value : $"{child.Key}: {child.Value}"));

    /// <summary>Lets the options be made anew, unless that would throw at whoever changed the configuration.</summary>
    void Reloaded()
    {
        var faults = Read(new MemoryProfilerOptions());
        foreach (var fault in faults)
            MemoryProfilerLog.Write($"{fault} The options stay as they were.");
        if (faults.Count > 0)
            return;
        // Not disposed: somebody may be asking it for its token.
        Interlocked.Exchange(ref _changed, new CancellationTokenSource()).Cancel();
    }
}
