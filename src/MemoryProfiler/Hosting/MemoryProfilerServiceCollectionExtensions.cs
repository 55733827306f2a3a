using System.Diagnostics.CodeAnalysis;
using MemoryProfiler;
using MemoryProfiler.Hosting.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Sets the options of the profiler with those of the program's host.</summary>
[SuppressMessage("Naming", "CA1724", Justification = "The name that extensions of IServiceCollection go by.")]
public static class MemoryProfilerServiceCollectionExtensions
{
    /// <summary>
    /// Takes the <see cref="MemoryProfilerOptions"/> from the configuration section <c>MemoryProfiler</c>, if there is a
    /// configuration. They come in force when the host starts and whenever the section changes. May be called more than
    /// once; each call adds its own <paramref name="configure"/>.
    /// </summary>
    /// <param name="services">The program's services.</param>
    /// <param name="configure">Sets what should differ from the section: code has the last word.</param>
    /// <returns>The same services.</returns>
    /// <remarks>
    /// The options begin from those in force at this call: the environment's, and what
    /// <see cref="MemoryProfilerSettings.Configure"/> set before. A value that is not allowed stops the host with one
    /// sentence. In a section that changes later, such a value and all other changes with it are left out of force. The
    /// profiler's log says so. Without a host, options come in force when <see cref="IOptions{TOptions}.Value"/> is first
    /// asked for.
    /// </remarks>
    /// <exception cref="ArgumentNullException">There are no services.</exception>
    public static IServiceCollection AddMemoryProfiler(this IServiceCollection services, Action<MemoryProfilerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<MemoryProfilerOptions>();
        if (!services.Any(service => service.ServiceType == typeof(OptionSection)))
        {
            var start = MemoryProfilerSettings.InForce();
            services.AddSingleton(provider => new OptionSection(provider.GetService<IConfiguration>(), start));
            services.AddSingleton<IConfigureOptions<MemoryProfilerOptions>>(provider => provider.GetRequiredService<OptionSection>());
            services.AddSingleton<IValidateOptions<MemoryProfilerOptions>>(provider => provider.GetRequiredService<OptionSection>());
            services.AddSingleton<IOptionsChangeTokenSource<MemoryProfilerOptions>>(provider => provider.GetRequiredService<OptionSection>());
            services.AddSingleton<IValidateOptions<MemoryProfilerOptions>, OptionsCheck>();
            services.Replace(ServiceDescriptor.Singleton<IOptionsFactory<MemoryProfilerOptions>, OptionsInForce>());
            options.ValidateOnStart();
        }
        if (configure is not null)
            options.Configure(configure);
        return services;
    }
}
