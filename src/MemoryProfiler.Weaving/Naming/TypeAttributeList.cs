using Mono.Cecil;

namespace MemoryProfiler.Weaving.Naming;

/// <summary>
/// What an attribute says of the parts of a type, in the order in which they are passed. It is one value for all, or a
/// list.
/// </summary>
sealed class TypeAttributeList<T>(T all)
{
    IReadOnlyList<T>? _list;
    int _next;

    /// <summary>Whether as many values were asked for as there are.</summary>
    public bool IsUsedUp => _list is null || _next == _list.Count;

    /// <summary>Reads an attribute.</summary>
    /// <param name="provider">What may have it.</param>
    /// <param name="attribute">Its full name.</param>
    /// <param name="otherwise">The value of all parts where there is no attribute.</param>
    /// <param name="isSet">The value of the first part where the attribute has no argument.</param>
    public static TypeAttributeList<T> Of(ICustomAttributeProvider provider, string attribute, T otherwise, T? isSet = default)
    {
        if (!provider.HasCustomAttributes || provider.CustomAttributes.FirstOrDefault(a => a.AttributeType.FullName == attribute) is not { } found)
            return new TypeAttributeList<T>(otherwise);
        return found.ConstructorArguments.FirstOrDefault().Value switch
        {
            T one => new TypeAttributeList<T>(one),
            CustomAttributeArgument[] many => new TypeAttributeList<T>(otherwise) { _list = [.. many.Select(argument => (T)argument.Value)] },
            _ => new TypeAttributeList<T>(otherwise) { _list = [isSet!] },
        };
    }

    /// <summary>The next part's value.</summary>
    public T Next()
    {
        var at = _next++;
        return _list is null ? all : at < _list.Count ? _list[at] : default!;
    }

    /// <summary>The values of the next parts.</summary>
    public IReadOnlyList<T> Next(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];
}
