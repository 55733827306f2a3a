using System.Diagnostics.CodeAnalysis;
using MemoryProfiler;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Leaves the services as they are.</summary>
[SuppressMessage("Naming", "CA1724", Justification = "The name that extensions of IServiceCollection go by.")]
public static class MemoryProfilerServiceCollectionExtensions
{
    public static IServiceCollection AddMemoryProfiler(this IServiceCollection services, Action<MemoryProfilerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services;
    }
}
