using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using MemoryProfiler.Layout;

namespace MemoryProfiler.Sizes;

/// <summary>
/// What live objects refer to, read where the collector reads it. No property, no enumerator and no constructor runs. The
/// collector may move the object meanwhile.
/// </summary>
static class ObjectReferences
{
    const int Handle = 8;

    static readonly bool _isCollectible = typeof(ObjectReferences).Assembly.IsCollectible;
    static readonly ConditionalWeakTable<Type, ReferenceLayout> _layouts = [];

    // Of a plug-in's own copy of this: what hangs on a type of the program's would keep its load context for ever.
    static readonly ConcurrentDictionary<Type, ReferenceLayout> _own = [];

    /// <summary>The layout of an object's type.</summary>
    public static ReferenceLayout Layout(object target)
    {
        var type = target.GetType();
        if (!_isCollectible)
            return _layouts.GetValue(type, ReferenceLayout.Of);
        return type.IsCollectible ? ReferenceLayout.Of(type) : _own.GetOrAdd(type, ReferenceLayout.Of);
    }

    /// <summary>How many references it has room for.</summary>
    public static long Slots(object target, ReferenceLayout layout) =>
        layout.IsArray ? ((Array)target).LongLength * layout.Offsets.Length : layout.Offsets.Length;

    /// <summary>What one of them refers to, if anything.</summary>
    public static object? At(object target, long offset) =>
        Unsafe.As<byte, object?>(ref Unsafe.AddByteOffset(ref Unsafe.As<Raw>(target).Data, (nint)offset - Handle));

    /// <summary>Whether what it refers to is its own; what the runtime shares by all is not.</summary>
    public static bool IsFollowed(object target, ObjectSizeOptions options) =>
        target is not (MemberInfo or Assembly or Module or Thread) && (options.IncludeDelegateTargets || target is not Delegate);

    // Whatever an object is, its data begins here.
    sealed class Raw
    {
        public byte Data;
    }
}
