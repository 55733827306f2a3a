using Mono.Cecil;

namespace MemoryProfiler.Weaving.Selection;

/// <summary>Decides which methods are to be profiled: the nearest mark wins, from the member outwards to the assembly.</summary>
sealed class MethodSelector(ModuleDefinition module)
{
    const string Namespace = "MemoryProfiler";
    const string ProfileName = "ProfileAttribute";
    const string NoProfileName = "NoProfileAttribute";

    readonly Dictionary<MethodDefinition, ICustomAttributeProvider> _members = Members(module);

    /// <summary>All marked methods in metadata order.</summary>
    public IEnumerable<SelectedMethod> Select()
    {
        if (!module.AssemblyReferences.Any(reference => reference.Name == Namespace))
            return [];
        return module.GetTypes().SelectMany(type => type.Methods).Select(Selected).OfType<SelectedMethod>();
    }

    /// <summary>Whether a method itself says that it is to be profiled or not to be.</summary>
    public static bool IsMarked(MethodDefinition method) => Mark(method) is not null;

    SelectedMethod? Selected(MethodDefinition method)
    {
        if (ExtensionBlocks.IsDeclaration(method))
            return null;
        var direct = Mark(method) ?? (_members.TryGetValue(method, out var member) ? Mark(member) : null);
        if (direct is { } mark)
            return mark.Include ? new SelectedMethod(method, mark.Attribute, IsDirect: true) : null;
        if (IsCompilerGenerated(method))
            return null;
        for (var type = method.DeclaringType; type is not null; type = type.DeclaringType)
        {
            if (Mark(type) is { } outer)
                return outer.Include ? new SelectedMethod(method, outer.Attribute, IsDirect: false) : null;
        }
        return module.Assembly is { } assembly && Mark(assembly) is { Include: true } whole
            ? new SelectedMethod(method, whole.Attribute, IsDirect: false)
            : null;
    }

    static (bool Include, CustomAttribute Attribute)? Mark(ICustomAttributeProvider provider)
    {
        if (!provider.HasCustomAttributes)
            return null;
        CustomAttribute? profile = null;
        foreach (var attribute in provider.CustomAttributes)
        {
            if (attribute.AttributeType.Namespace != Namespace)
                continue;
            if (attribute.AttributeType.Name == NoProfileName)
                return (false, attribute);
            if (attribute.AttributeType.Name == ProfileName)
                profile = attribute;
        }
        return profile is null ? null : (true, profile);
    }

    /// <summary>What nobody wrote is never selected by a mark around it; the method of top-level statements was written.</summary>
    static bool IsCompilerGenerated(MethodDefinition method)
    {
        if (method.Name == SourceNames.TopLevelMain)
            return false;
        if (method.Name.IndexOf('<') >= 0 || HasCompilerGenerated(method))
            return true;
        for (var type = method.DeclaringType; type is not null; type = type.DeclaringType)
        {
            if (type.Name.IndexOf('<') >= 0 || HasCompilerGenerated(type))
                return true;
        }
        return false;
    }

    static bool HasCompilerGenerated(ICustomAttributeProvider provider) =>
        provider.HasCustomAttributes
        && provider.CustomAttributes.Any(a => a.AttributeType.FullName == "System.Runtime.CompilerServices.CompilerGeneratedAttribute");

    static Dictionary<MethodDefinition, ICustomAttributeProvider> Members(ModuleDefinition module)
    {
        var members = new Dictionary<MethodDefinition, ICustomAttributeProvider>();
        foreach (var type in module.GetTypes())
        {
            foreach (var property in type.Properties)
            {
                Add(property.GetMethod, property);
                Add(property.SetMethod, property);
            }
            foreach (var @event in type.Events)
            {
                Add(@event.AddMethod, @event);
                Add(@event.RemoveMethod, @event);
            }
        }
        return members;

        void Add(MethodDefinition? accessor, ICustomAttributeProvider member)
        {
            if (accessor is not null)
                members[ExtensionBlocks.Implementation(accessor)] = member;
        }
    }
}
