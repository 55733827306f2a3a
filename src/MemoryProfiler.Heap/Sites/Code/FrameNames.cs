namespace MemoryProfiler.Sites.Code;

/// <summary>Makes frames of addresses. What was found is kept, for the next snapshot as well. Not safe for several threads.</summary>
sealed class FrameNames : IDisposable
{
    // The runtime tells no more of a stack.
    const int MostFrames = 100;

    static readonly AllocationFrame _beyond = new("callers beyond 100 frames", null, 0, AllocationFrameKind.Runtime);
    static readonly AllocationFrame _unknown = new("code that is not known", null, 0, AllocationFrameKind.Runtime);

    readonly Dictionary<string, ModuleSymbols?> _modules = [];
    readonly Dictionary<(string? Module, int Token, int IlOffset, int IlEnd, string Type, string Name), (AllocationFrame Frame, bool IsProfilers)> _frames = [];
    readonly CodeOwners _owners = new();
    NestedTypes? _nested;

    /// <summary>The frames of a stack, outermost first; null if the profiler itself is in it.</summary>
    /// <param name="code">What code there is.</param>
    /// <param name="stack">Addresses, innermost first. Each is behind a call.</param>
    public AllocationFrame[]? Path(CodeMap code, ReadOnlySpan<ulong> stack)
    {
        if (stack.IsEmpty)
            return [_unknown];
        var left = stack.Length < MostFrames ? 0 : 1;
        var path = new AllocationFrame[left + stack.Length];
        path[0] = _beyond;
        for (var i = 0; i < stack.Length; i++)
        {
            var (frame, isProfilers) = code.Find(stack[i] - 1) is { } method ? Frame(method) : (_unknown, false);
            if (isProfilers)
                return null;
            path[^(i + 1)] = frame;
        }
        return path;
    }

    /// <summary>A type's name with what it is nested in, as far as the program's own assemblies and its packages tell it.</summary>
    public string Type(CodeMap code, string name)
    {
        if (!NestedTypes.MayBe(name))
            return name;
        if (_nested is null)
        {
            _nested = new NestedTypes();
            foreach (var path in code.Modules)
            {
                if (!CodeOwners.IsRuntimes(path))
                    Module(path)?.AddTo(_nested);
            }
        }
        return _nested.Completed(name);
    }

    /// <summary>Closes the files; the names of methods are kept.</summary>
    public void Dispose()
    {
        _nested = null;
        foreach (var module in _modules.Values)
            module?.Dispose();
        _modules.Clear();
    }

    (AllocationFrame Frame, bool IsProfilers) Frame(CodeMethod method)
    {
        var key = (method.Module, method.Token, method.IlOffset, method.IlEnd, method.Module is null ? method.Type : "", method.Module is null ? method.Name : "");
        if (!_frames.TryGetValue(key, out var known))
            _frames[key] = known = (Named(method), CodeOwners.IsProfilers(method.Module));
        return known;
    }

    AllocationFrame Named(in CodeMethod method)
    {
        var module = method.Module is { } path ? Module(path) : null;
        var kind = _owners.Of(method.Module, method.Type, module is { HasSymbols: true });
        return module?.Find(method.Token, method.IlOffset, method.IlEnd) is { } found
            ? new AllocationFrame(found.Name, found.File, found.Line, kind)
            : new AllocationFrame(SourceMethodNames.Unknown(method.Type, method.Name), null, 0, kind);
    }

    ModuleSymbols? Module(string path)
    {
        if (!_modules.TryGetValue(path, out var known))
            _modules[path] = known = ModuleSymbols.Open(path);
        return known;
    }
}
