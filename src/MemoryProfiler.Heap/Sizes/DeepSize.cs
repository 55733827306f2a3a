using System.Globalization;
using MemoryProfiler.Naming;

namespace MemoryProfiler.Sizes;

/// <summary>Adds up what objects take, each once. For one question; not safe for several threads.</summary>
sealed class DeepSize(ObjectSizeOptions options)
{
    readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    readonly Stack<object> _pending = new();

    /// <summary>An object and all it refers to that has not been counted yet.</summary>
    public (long Bytes, long Count) Of(object start)
    {
        var (bytes, count) = (0L, 0L);
        Meet(start);
        while (_pending.TryPop(out var next))
        {
            bytes += ObjectSize.Shallow(next);
            count++;
            MeetAll(next);
        }
        return (bytes, count);
    }

    /// <summary>The same with its parts.</summary>
    public ObjectSizePart Part(string name, object target, int depth)
    {
        var type = TypeNames.Full(target.GetType());
        var shallow = ObjectSize.Shallow(target);
        if (depth == 0 || !ObjectReferences.IsFollowed(target, options))
        {
            var (bytes, count) = Of(target);
            return new ObjectSizePart(name, type, shallow, bytes, count, []);
        }
        _seen.Add(target);
        var parts = Children(target).Where(child => !_seen.Contains(child.Target)).Select(child => Part(child.Name, child.Target, depth - 1)).ToArray();
        return new ObjectSizePart(name, type, shallow, shallow + parts.Sum(part => part.DeepBytes), 1 + parts.Sum(part => part.ObjectCount),
            [.. parts.OrderByDescending(part => part.DeepBytes)]);
    }

    void MeetAll(object target)
    {
        if (!ObjectReferences.IsFollowed(target, options))
            return;
        var layout = ObjectReferences.Layout(target);
        for (long slot = 0, slots = ObjectReferences.Slots(target, layout); slot < slots; slot++)
            Meet(ObjectReferences.At(target, layout.Offset(slot)));
    }

    void Meet(object? target)
    {
        if (target is not null && IsCounted(target) && _seen.Add(target))
            _pending.Push(target);
    }

    // A type's object is there whether somebody refers to it or not.
    bool IsCounted(object target) => _seen.Count == 0 || target is Delegate || ObjectReferences.IsFollowed(target, options);

    IEnumerable<(string Name, object Target)> Children(object target)
    {
        var layout = ObjectReferences.Layout(target);
        for (long slot = 0, slots = ObjectReferences.Slots(target, layout); slot < slots; slot++)
        {
            if (ObjectReferences.At(target, layout.Offset(slot)) is { } child && IsCounted(child))
                yield return (Name(layout, slot), child);
        }
    }

    static string Name(Layout.ReferenceLayout layout, long slot)
    {
        var field = layout.Field(slot) is { } found ? MemberWords.Property(found.Name) : "";
        return layout.IsArray ? string.Create(CultureInfo.InvariantCulture, $"[{layout.Element(slot)}]{(field == "" ? "" : "." + field)}") : field;
    }
}
