using MemoryProfiler.Reports;
using MemoryProfiler.Weaving.Naming;
using Mono.Cecil;

namespace MemoryProfiler.Weaving.Selection;

/// <summary>
/// Decides which methods are to be profiled. The first that says something decides: a mark on the member itself, then the
/// patterns to exclude. Marks on the types around it follow from the inside out, then a mark on the assembly, then the
/// patterns to include.
/// </summary>
sealed class MethodSelector
{
    const string Namespace = "MemoryProfiler";
    const string ProfileName = "ProfileAttribute";
    const string NoProfileName = "NoProfileAttribute";
    const string LimitName = "MaxAllocationAttribute";

    readonly ModuleDefinition _module;
    readonly List<Glob> _include;
    readonly List<Glob> _exclude;
    readonly bool _allMethods;
    readonly Dictionary<TypeDefinition, bool> _mayMatch = [];
    readonly Dictionary<MethodDefinition, ICustomAttributeProvider> _members;

    public MethodSelector(ModuleDefinition module, WeavingOptions options)
    {
        _module = module;
        _include = Glob.ParseList(options.Include);
        _exclude = Glob.ParseList(options.Exclude);
        _allMethods = options.AllMethods;
        _members = Members(module);
    }

    /// <summary>Patterns to include that matched no method, once <see cref="Select"/> has run.</summary>
    public IEnumerable<string> UnmatchedIncludes => Unmatched(_include);

    /// <summary>Patterns to exclude that matched no method, once <see cref="Select"/> has run.</summary>
    public IEnumerable<string> UnmatchedExcludes => Unmatched(_exclude);

    /// <summary>
    /// All selected methods in metadata order. If all methods are wanted, what nobody wrote comes last, as it may be part
    /// of what somebody did.
    /// </summary>
    public List<SelectedMethod> Select()
    {
        if (_allMethods)
            return [.. Methods().Where(method => method.HasBody).OrderBy(CompilerGenerated.Is).Select(SelectedAnyway).OfType<SelectedMethod>()];
        if (_include.Count == 0 && _exclude.Count == 0 && !_module.AssemblyReferences.Any(reference => reference.Name == Namespace))
            return [];
        return [.. Methods().Select(Selected).OfType<SelectedMethod>()];
    }

    IEnumerable<MethodDefinition> Methods() => _module.GetTypes().SelectMany(type => type.Methods);

    SelectedMethod? SelectedAnyway(MethodDefinition method) =>
        Selected(method) ?? (IsTakenOut(method) ? null : new SelectedMethod(method, Mark: null, IsDirect: false));

    bool IsTakenOut(MethodDefinition method)
    {
        if ((Mark(method) ?? (_members.TryGetValue(method, out var member) ? Mark(member) : null)) is { } direct)
            return !direct.Include;
        for (var type = method.DeclaringType; type is not null; type = type.DeclaringType)
        {
            if (Mark(type) is { } outer)
                return !outer.Include;
        }
        return _module.Assembly is { } assembly && Mark(assembly) is { Include: false };
    }

    /// <summary>Whether a method itself says that it is to be profiled or not to be.</summary>
    public static bool IsMarked(MethodDefinition method) => Mark(method) is not null;

    SelectedMethod? Selected(MethodDefinition method)
    {
        if (ExtensionBlocks.IsDeclaration(method))
            return null;
        // What nobody wrote is never selected by a mark around it or a pattern.
        var isGenerated = CompilerGenerated.Is(method);
        // Asked of every method, decided or not: a pattern is reported only if there is nothing it could mean.
        var (included, excluded) = isGenerated || !method.HasBody ? (false, false) : MatchPatterns(method);
        var direct = Mark(method) ?? (_members.TryGetValue(method, out var member) ? Mark(member) : null);
        if (direct is { } mark)
            return mark.Include ? new SelectedMethod(method, mark.Attribute, IsDirect: true) { Limit = Limit(method) } : null;
        if (isGenerated || excluded)
            return null;
        for (var type = method.DeclaringType; type is not null; type = type.DeclaringType)
        {
            if (Mark(type) is { } outer)
                return outer.Include ? new SelectedMethod(method, outer.Attribute, IsDirect: false) : null;
        }
        if (_module.Assembly is { } assembly && Mark(assembly) is { Include: true } whole)
            return new SelectedMethod(method, whole.Attribute, IsDirect: false);
        return included ? new SelectedMethod(method, Mark: null, IsDirect: false) : null;
    }

    (bool Included, bool Excluded) MatchPatterns(MethodDefinition method)
    {
        if (_include.Count == 0 && _exclude.Count == 0)
            return (false, false);
        if (!MayMatchPatterns(method.DeclaringType))
            return (false, false);
        string[] names = [SourceNames.Plain(method), MethodNames.Plain(SourceNames.FullMethod(method, SourceNames.Method(method)))];
        return (MatchesAny(_include, names), MatchesAny(_exclude, names));
    }

    bool MayMatchPatterns(TypeDefinition type)
    {
        if (!_mayMatch.TryGetValue(type, out var mayMatch))
        {
            var beginning = SourceNames.Beginning(type);
            _mayMatch.Add(type, mayMatch = _include.Concat(_exclude).Any(glob => glob.MayMatch(beginning)));
        }
        return mayMatch;
    }

    // All patterns are asked, as each must learn that it has matched.
    static bool MatchesAny(List<Glob> globs, string[] names) => globs.FindAll(glob => Array.Exists(names, glob.Matches)).Count > 0;

    static IEnumerable<string> Unmatched(List<Glob> globs) => globs.Where(glob => !glob.HasMatched).Select(glob => glob.Text);

    CustomAttribute? Limit(MethodDefinition method) =>
        LimitOn(method) ?? (_members.TryGetValue(method, out var member) ? LimitOn(member) : null);

    static CustomAttribute? LimitOn(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Namespace == Namespace && attribute.AttributeType.Name == LimitName);

    static (bool Include, CustomAttribute Attribute)? Mark(ICustomAttributeProvider provider)
    {
        if (!provider.HasCustomAttributes)
            return null;
        CustomAttribute? profile = null;
        CustomAttribute? limit = null;
        CustomAttribute? noProfile = null;
        foreach (var attribute in provider.CustomAttributes)
        {
            if (attribute.AttributeType.Namespace != Namespace)
                continue;
            if (attribute.AttributeType.Name == NoProfileName)
                noProfile = attribute;
            if (attribute.AttributeType.Name == ProfileName)
                profile = attribute;
            if (attribute.AttributeType.Name == LimitName)
                limit = attribute;
        }
        // A limit cannot be kept without measuring: nothing beside it takes its method out.
        if (noProfile is not null && limit is null)
            return (false, noProfile);
        return (profile ?? limit) is { } mark ? (true, mark) : null;
    }

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
                Add(@event.InvokeMethod, @event);
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
