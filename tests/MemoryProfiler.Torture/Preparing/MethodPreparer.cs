using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime;
using System.Runtime.CompilerServices;
using MemoryProfiler.Torture.Corpus;

namespace MemoryProfiler.Torture.Preparing;

/// <summary>Has the runtime compile every body of an assembly, at the tier the process is set to.</summary>
sealed class MethodPreparer(Assembly assembly, string path)
{
    readonly List<PreparationFailure> _failures = [];
    int _prepared;
    int _unfit;

    /// <summary>Prepares everything.</summary>
    public Preparation Prepare()
    {
        var before = JitInfo.GetCompiledMethodCount();
        using var image = new PEReader(File.OpenRead(path));
        var metadata = image.GetMetadataReader();
        foreach (var handle in ManagedFile.Bodies(metadata))
            Prepare(handle, metadata);
        return new Preparation(path, _prepared, (int)(JitInfo.GetCompiledMethodCount() - before), _unfit, _failures);
    }

    void Prepare(MethodDefinitionHandle handle, MetadataReader metadata)
    {
        try
        {
            var method = assembly.ManifestModule.ResolveMethod(MetadataTokens.GetToken(handle))!;
            if (method.DeclaringType is { ContainsGenericParameters: true } || method.ContainsGenericParameters)
            {
                PrepareGeneric(method);
                return;
            }
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
            _prepared++;
        }
        catch (Exception e)
        {
            _failures.Add(new PreparationFailure(Name(handle, metadata), e.GetType().Name, e.Message));
        }
    }

    void PrepareGeneric(MethodBase method)
    {
        Type[] parameters = [.. method.DeclaringType?.GetGenericArguments() ?? [], .. method.IsGenericMethod ? method.GetGenericArguments() : []];
        foreach (var arguments in TypeArguments.For(parameters))
        {
            try
            {
                RuntimeHelpers.PrepareMethod(method.MethodHandle, Array.ConvertAll(arguments, type => type.TypeHandle));
                _prepared++;
                return;
            }
            catch (Exception e) when (e is ArgumentException or TypeLoadException or System.Security.VerificationException)
            {
                // These arguments do not meet the constraints.
            }
        }
        _unfit++;
    }

    // By metadata: reflection would look for the types of a signature, which may be what failed.
    static string Name(MethodDefinitionHandle handle, MetadataReader metadata)
    {
        var method = metadata.GetMethodDefinition(handle);
        var type = metadata.GetTypeDefinition(method.GetDeclaringType());
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}::{metadata.GetString(method.Name)}";
    }
}
