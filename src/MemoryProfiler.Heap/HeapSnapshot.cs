using System.Reflection;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemoryProfiler.Exports;
using MemoryProfiler.Graph;
using MemoryProfiler.Naming;
using MemoryProfiler.Pictures;
using MemoryProfiler.Sessions;
using MemoryProfiler.Snapshots;
using MemoryProfiler.Waste;

namespace MemoryProfiler;

/// <summary>
/// Every object that was alive at a moment: types, sizes, references and what holds them. It is taken from inside the
/// process through the runtime's diagnostics port. Everything is collected, then the heap is walked while the program
/// stands still. What is known of it is in native memory until it is disposed. Several threads may ask it.
/// </summary>
public sealed class HeapSnapshot : IDisposable
{
    readonly SnapshotParts _parts;
    readonly Lazy<PathSearch> _paths;
    readonly Lazy<Dominators> _dominators;
    readonly Lazy<DominatorTree> _tree;
    readonly Lazy<CutSearch> _cuts;
    readonly CollectionMoment? _moment;
    readonly string _source;
    bool _isDisposed;

    // Of another process, or of a file, nothing is known of when this one's collector moved what.
    HeapSnapshot(SnapshotParts parts, string source, CollectionMoment? moment = null)
    {
        _parts = parts;
        _source = source;
        _moment = moment;
        _paths = new(() => new PathSearch(Graph, parts.Types, parts.Layouts, parts.Slots, parts.IsOwnProcess));
        _dominators = new(() => new Dominators(Graph));
        _tree = new(() => new DominatorTree(Graph, _dominators.Value));
        _cuts = new(() => new CutSearch(Graph, parts.Types));
        Types = [.. parts.Types.Where(type => type.Node.Count > 0)
            .Select(type => new HeapType(type.Name, type.Assembly, type.Node.Count, type.Node.Bytes))
            .OrderByDescending(type => type.Bytes).ThenByDescending(type => type.Count).ThenBy(type => type.Name, StringComparer.Ordinal)];
        ObjectCount = Graph.NodeCount;
        Bytes = Types.Sum(type => type.Bytes);
    }

    /// <summary>When it was taken; of one from a file, when the file was written.</summary>
    public DateTimeOffset CapturedAt { get; private init; } = DateTimeOffset.Now;

    /// <summary>How many objects were alive.</summary>
    public long ObjectCount { get; }

    /// <summary>What they take on the heap, in bytes: each up to where the next one can begin.</summary>
    public long Bytes { get; }

    /// <summary>Their types, that with most bytes first.</summary>
    public IReadOnlyList<HeapType> Types { get; }

    /// <summary>The native memory that the snapshot takes, in bytes. It grows when retained sizes or paths are first asked for.</summary>
    public long OwnBytes => Graph.Bytes + (_parts.Slots?.Bytes ?? 0) + (_dominators.IsValueCreated ? _dominators.Value.Bytes : 0) + (_tree.IsValueCreated ? _tree.Value.Bytes : 0)
        + (_cuts.IsValueCreated ? _cuts.Value.Bytes : 0);

    GraphMoment? Moment => _isDisposed ? null : new GraphMoment(_parts.Graph, _parts.Types, _moment.GetValueOrDefault());

    internal HeapGraph Graph => _isDisposed ? throw new ObjectDisposedException(nameof(HeapSnapshot)) : _parts.Graph;

    /// <summary>Takes a snapshot of this process. It blocks for as long as a full collection and the walk take.</summary>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="HeapSnapshotException">It cannot be had whole.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is negative, or the timeout zero.</exception>
    public static HeapSnapshot Capture(HeapSnapshotOptions? options = null) =>
        CaptureAsync(options).GetAwaiter().GetResult();

    /// <summary>As <see cref="Capture"/>, on a thread of its own. The program stands still for the walk all the same.</summary>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Hears how far it is, on that thread, about every 100,000 objects. What it throws ends the capture and comes out of it.</param>
    /// <param name="cancellationToken">Gives it up, in whatever it is doing; the runtime still ends a walk that has begun.</param>
    /// <exception cref="HeapSnapshotException">It cannot be had whole.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is negative, or the timeout zero.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static Task<HeapSnapshot> CaptureAsync(
        HeapSnapshotOptions? options = null, IProgress<HeapSnapshotProgress>? progress = null, CancellationToken cancellationToken = default) =>
        CaptureAsync(options ?? new HeapSnapshotOptions(), new HashSet<ulong>(), progress, cancellationToken);

    /// <summary>What a snapshot of this process would be of and need. Nothing is stopped or collected for it.</summary>
    public static HeapEstimate Estimate() => HeapDensity.OwnHeap();

    internal static async Task<HeapSnapshot> CaptureAsync(
        HeapSnapshotOptions options, IReadOnlySet<ulong> followed, IProgress<HeapSnapshotProgress>? progress, CancellationToken cancellation)
    {
        if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            throw new HeapSnapshotException("A snapshot is of the end of a collection, which would end the no-GC region that the program is in: take it after GC.EndNoGCRegion().");
        var expected = HeapDensity.OwnHeap();
        var limits = CaptureLimits.For(options, expected.HeapBytes);
        CaptureBudget.Check(options, expected);
        // A type is asked after while its assembly is held.
        var assemblies = AppDomain.CurrentDomain.GetAssemblies();
        // The search for static fields asks some of them for their modules, in each snapshot others: what that makes would grow.
        foreach (var assembly in assemblies)
            GC.KeepAlive(assembly.ManifestModule);
        // With the walk's own collection all that is there now is in the oldest generation, which nothing but a full
        // collection moves.
        CollectionMoment.MakeOlder();
        var moment = default(CollectionMoment);
        var parts = await Sessions.Capture.RunAsync(Environment.ProcessId, limits, followed, Finish, cancellation, progress, () => moment = CollectionMoment.AfterNext()).ConfigureAwait(false);
        GC.KeepAlive(assemblies);
        HeapDensity.Learn(parts.Graph.Types.Sum(type => type.Bytes), parts.Graph.NodeCount, parts.Graph.EdgeCount);
        return new HeapSnapshot(parts, Assembly.GetEntryAssembly()?.GetName().Name ?? "this process", moment);

        SnapshotParts Finish(HeapWalk walk)
        {
            moment = moment.Reached();
            return SnapshotParts.Own(walk);
        }
    }

    /// <summary>
    /// Reads a heap from a .gcdump, as <see cref="Save(string)"/>, dotnet-gcdump and PerfView write. A .nettrace with a walk over
    /// one is read as well. Questions that name a type of this process (<see cref="Count{T}"/>) find none of the file's.
    /// </summary>
    /// <param name="path">The file; what is in it decides, not its name.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is of another kind, or not whole.</exception>
    public static HeapSnapshot Load(string path) =>
        new(HeapDumpFile.Load(path), Path.GetFileName(path)) { CapturedAt = File.GetLastWriteTime(path) };

    /// <summary>Takes a snapshot of another process.</summary>
    internal static async Task<HeapSnapshot> OfProcessAsync(int processId, HeapSnapshotOptions options, CancellationToken cancellation) =>
        new(await Sessions.Capture.RunAsync(processId, CaptureLimits.For(options, null), new HashSet<ulong>(), SnapshotParts.Foreign, cancellation).ConfigureAwait(false), $"process {processId}");

    /// <summary>A snapshot that knows the objects of weak handles, wherever they were while the heap was walked.</summary>
    internal static HeapSnapshot CaptureFollowing(IEnumerable<GCHandle> handles) =>
        CaptureAsync(new HeapSnapshotOptions(), handles.Select(handle => (ulong)GCHandle.ToIntPtr(handle)).ToHashSet(), progress: null, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>How many objects of exactly this type were alive.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public long Count<T>() => NodeTypeOf(typeof(T))?.Count ?? 0;

    /// <summary>The types of a namespace, with those below it, or of an assembly.</summary>
    /// <param name="namespaceOrAssembly">Its name.</param>
    public IReadOnlyList<HeapType> TypesIn(string namespaceOrAssembly)
    {
        ArgumentException.ThrowIfNullOrEmpty(namespaceOrAssembly);
        return [.. Types.Where(type => type.Assembly == namespaceOrAssembly || type.Name.StartsWith(namespaceOrAssembly + ".", StringComparison.Ordinal))];
    }

    /// <summary>All objects, in the order of the heap.</summary>
    public IEnumerable<HeapObject> Objects() => Nodes(_ => true);

    /// <summary>The objects of exactly this type.</summary>
    /// <param name="type">The type.</param>
    public IEnumerable<HeapObject> Objects(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var index = IndexOf(type);
        return Nodes(node => Graph.TypeIndex(node) == index);
    }

    /// <summary>The objects of the types of a name.</summary>
    /// <param name="typeName">The name as in <see cref="Types"/>, or without namespaces: <c>Order</c>, <c>List&lt;Order&gt;</c>.</param>
    /// <exception cref="HeapSnapshotException">No object was of such a type; the message has the nearest names.</exception>
    public IEnumerable<HeapObject> Objects(string typeName)
    {
        ArgumentException.ThrowIfNullOrEmpty(typeName);
        _ = Graph;
        var meant = TypeSearch.Named(_parts.Types, typeName);
        return Nodes(node => meant.Contains(Graph.TypeIndex(node)));
    }

    /// <summary>The objects that take most on the heap themselves, the largest first.</summary>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<HeapObject> Largest(int count = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var largest = new PriorityQueue<int, long>();
        for (var node = 0; node < Graph.NodeCount && count > 0; node++)
        {
            if (largest.Count < count)
                largest.Enqueue(node, Graph.Size(node));
            else
                largest.EnqueueDequeue(node, Graph.Size(node));
        }
        var sorted = new List<HeapObject>();
        while (largest.TryDequeue(out var node, out _))
            sorted.Add(new HeapObject(this, node));
        sorted.Reverse();
        return sorted;
    }

    /// <summary>Who holds an object: the way from a root to it that says most.</summary>
    /// <param name="target">The object. It must not have moved: ask before the next full collection, or <see cref="Heap.PathToRoot"/>.</param>
    /// <exception cref="HeapSnapshotException">It was not there, or a full collection may have moved it since.</exception>
    public HeapPath PathToRoot(object target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Paths([Find(target)])[0];
    }

    /// <summary>Who holds the objects of exactly this type: one path for each way, that of most objects first.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public IReadOnlyList<HeapPath> PathsToRoot<T>() => PathsToRoot(typeof(T));

    /// <summary>Who holds the objects of exactly this type: one path for each way, that of most objects first.</summary>
    /// <param name="type">The type.</param>
    public IReadOnlyList<HeapPath> PathsToRoot(Type type) => Paths([.. Objects(type).Select(found => found.Node)]);

    /// <summary>Who holds the objects of the types of a name: one path for each way, that of most objects first.</summary>
    /// <param name="typeName">The name as in <see cref="Types"/>, or without namespaces: <c>Order</c>, <c>List&lt;Order&gt;</c>.</param>
    /// <exception cref="HeapSnapshotException">No object was of such a type; the message has the nearest names.</exception>
    public IReadOnlyList<HeapPath> PathsToRoot(string typeName) => Paths([.. Objects(typeName).Select(found => found.Node)]);

    /// <summary>Who holds the objects that fit: one path for each way, that of most objects first; none if none fits.</summary>
    /// <param name="predicate">Whether an object is asked for.</param>
    public IReadOnlyList<HeapPath> PathsToRoot(Func<HeapObject, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Paths([.. Objects().Where(predicate).Select(found => found.Node)]);
    }

    /// <summary>
    /// The reference of a path without which all objects that are held so would be free. Of several it is the last one that a class
    /// of the program's own has. Where there is none, it is the first such that frees the object that the path is shown of.
    /// Locals do not count, as they go by themselves.
    /// </summary>
    /// <param name="path">A path of this snapshot.</param>
    /// <returns>Null where something else holds that one too.</returns>
    /// <exception cref="ArgumentException">It is another snapshot's.</exception>
    public HeapCut? ReferenceToCut(HeapPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Trace is { } trace && trace.Graph != Graph)
            throw new ArgumentException("The path is another snapshot's.", nameof(path));
        return _cuts.Value.Of([path])[0].Cut;
    }

    /// <summary>What would be free without an object, itself included, in bytes.</summary>
    /// <param name="target">The object. It must not have moved: ask before the next full collection.</param>
    /// <exception cref="HeapSnapshotException">It was not there, or a full collection may have moved it since.</exception>
    public long RetainedBytes(object target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target is HeapObject found ? Dominators.Retained(found.Node) : Dominators.Retained(Find(target));
    }

    /// <summary>
    /// What would be free without all objects of exactly this type, in bytes. What one of them holds for another counts
    /// once.
    /// </summary>
    /// <param name="type">The type.</param>
    public long RetainedBytes(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var index = IndexOf(type);
        return Objects(type).Where(found => !IsHeldBySame(found.Node, index)).Sum(found => Dominators.Retained(found.Node));
    }

    /// <summary>Objects that refer to each other in circles, those with most bytes first.</summary>
    public IReadOnlyList<HeapCycle> Cycles()
    {
        _ = Graph;
        lock (_paths)
            return _paths.Value.Cycles();
    }

    /// <summary>
    /// What takes memory without need: strings that say the same, empty and sparse collections, boxed values. Ask before the
    /// next full collection, which may move what has to be read; later some of it is not known, and the answer says so.
    /// It is computed each time, and takes as long as reading all strings does.
    /// </summary>
    public HeapWaste Waste()
    {
        _ = Graph;
        return new WasteSearch(_parts, _moment.GetValueOrDefault()).Find();
    }

    /// <summary>What became more and less since an earlier snapshot, type by type, and which objects are new.</summary>
    /// <param name="before">The earlier one. Either may be disposed; which objects are new is not known then.</param>
    public HeapComparison CompareTo(HeapSnapshot before)
    {
        ArgumentNullException.ThrowIfNull(before);
        var added = _moment is null || before._moment is null ? NewNodes.Unknown("a snapshot is another process's, or a file's") : NewNodes.Between(before.Moment, Moment);
        return new HeapComparison(before.Types, Types, this, added);
    }

    /// <summary>Prints the types by bytes to the console.</summary>
    /// <param name="top">How many at most.</param>
    public void Print(int top = 20) => WriteTo(Console.Out, top);

    /// <summary>Writes the types by bytes as a table.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="top">How many at most.</param>
    public void WriteTo(TextWriter writer, int top = 20)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        TypeTable.Write(writer, Types, top);
    }

    /// <summary>
    /// Writes the snapshot as a whole or not at all, in the form that the path's ending names. A .gcdump has every object; PerfView,
    /// Visual Studio and dotnet-gcdump open it. A .html is a page with types, a map and paths. A .json has the types.
    /// </summary>
    /// <param name="path">The file; its folder is made if it is missing.</param>
    /// <exception cref="ArgumentException">The path is empty or ends in something else.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(string path) => Save(path, before: null);

    /// <summary>
    /// Draws the neighbourhood of an object, as a whole or not at all. The path's ending names the form: .svg, .html, or .dot for
    /// Graphviz. What is beyond the limits is a box that says how much it is.
    /// </summary>
    /// <param name="path">The file; its folder is made if it is missing.</param>
    /// <param name="target">The object, which must not have moved, or a <see cref="HeapObject"/> of this snapshot.</param>
    /// <param name="options">Which references, and how many; null for the defaults.</param>
    /// <exception cref="ArgumentException">The path is empty or ends in something else.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="HeapSnapshotException">The object was not there, or a full collection may have moved it since.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void SaveGraph(string path, object target, HeapPictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        PictureFormats.CheckReferences(path);
        var node = target is HeapObject found ? found.Node : Find(target);
        lock (_paths)
            PictureFormats.Save(Neighbourhood.Of(Content(), node, options ?? new HeapPictureOptions()), path);
    }

    /// <summary>
    /// Draws what holds the memory as boxes in boxes, as a whole or not at all. Each is as large as what would be free without its
    /// objects. The path's ending names the form: .svg or .html.
    /// </summary>
    /// <param name="path">The file; its folder is made if it is missing.</param>
    /// <exception cref="ArgumentException">The path is empty or ends in something else.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void SaveTreemap(string path)
    {
        _ = Graph;
        PictureFormats.CheckMap(path);
        lock (_paths)
            PictureFormats.Save(HeapMap.Of(Content()), path);
    }

    /// <summary>Gives the native memory back. What has been asked before stays; nothing can be asked afterwards.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        if (_paths.IsValueCreated)
            _paths.Value.Dispose();
        if (_dominators.IsValueCreated)
            _dominators.Value.Dispose();
        if (_tree.IsValueCreated)
            _tree.Value.Dispose();
        if (_cuts.IsValueCreated)
            _cuts.Value.Dispose();
        _parts.Dispose();
    }

    /// <summary>Writes the snapshot, compared with an earlier one where the form can show it.</summary>
    internal void Save(string path, HeapSnapshot? before)
    {
        _ = Graph;
        lock (_paths)
            HeapFormats.Save(Content(before), path);
    }

    /// <summary>Who holds the objects that were followed.</summary>
    internal IReadOnlyList<HeapPath> PathsToFollowed() => Paths([.. Graph.Followed.Values.Where(node => node >= 0).Distinct()]);

    /// <summary>All objects by the way in which they are held.</summary>
    internal Dictionary<ulong, PathGroup> Groups()
    {
        var dominators = Dominators;
        lock (_paths)
            return _paths.Value.Groups(dominators);
    }

    /// <summary>The path of such a group.</summary>
    internal HeapPath PathOf(ulong way, PathGroup group)
    {
        lock (_paths)
            return _paths.Value.PathOf(way, group);
    }

    internal string NameOf(int node) => _parts.Types[Graph.TypeIndex(node)].Name;

    internal long BytesOf(int node) => Graph.Size(node);

    internal IReadOnlyList<HeapPath> Paths(IReadOnlyCollection<int> nodes)
    {
        _ = Graph;
        // It remembers words while it looks for them.
        lock (_paths)
            return _paths.Value.Of(nodes);
    }

    /// <summary>Whether an object is certainly still where it was.</summary>
    internal bool IsInPlace(int node) => _moment is { } moment && moment.IsInPlace(Graph, node);

    /// <summary>The object's number.</summary>
    internal unsafe int Find(object target)
    {
        var node = Graph.Find((ulong)*(nint*)Unsafe.AsPointer(ref target));
        return node >= 0 && IsInPlace(node) && _parts.Types[Graph.TypeIndex(node)].Type == target.GetType()
            ? node
            : throw new HeapSnapshotException($"The {TypeNames.Full(target.GetType())} was not there when the snapshot was taken, or may have moved since, as something was collected: {nameof(Heap)}.{nameof(Heap.PathToRoot)} follows it.");
    }

    SnapshotContent Content(HeapSnapshot? before = null) => new(_parts, _dominators, _tree, _paths, _cuts, _source, CapturedAt, before?.Types);

    Dominators Dominators
    {
        get
        {
            _ = Graph;
            return _dominators.Value;
        }
    }

    IEnumerable<HeapObject> Nodes(Func<int, bool> isAsked)
    {
        for (var node = 0; node < Graph.NodeCount; node++)
        {
            if (isAsked(node))
                yield return new HeapObject(this, node);
        }
    }

    bool IsHeldBySame(int node, int type)
    {
        for (var above = Dominators.Of(node); above >= 0; above = Dominators.Of(above))
        {
            if (Graph.TypeIndex(above) == type)
                return true;
        }
        return false;
    }

    int IndexOf(Type type) => Array.FindIndex(_parts.Types, known => known.Type == type);

    NodeType? NodeTypeOf(Type type) => IndexOf(type) is var index and >= 0 ? _parts.Types[index].Node : null;
}
