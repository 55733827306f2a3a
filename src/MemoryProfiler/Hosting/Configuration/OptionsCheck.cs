using Microsoft.Extensions.Options;

namespace MemoryProfiler.Hosting.Configuration;

/// <summary>Checks all options by the attributes on them, without reflection, so that it works in a trimmed program.</summary>
[OptionsValidator]
sealed partial class OptionsCheck : IValidateOptions<MemoryProfilerOptions>;
