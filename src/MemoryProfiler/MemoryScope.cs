using System.Runtime.CompilerServices;
using MemoryProfiler.Probes;

namespace MemoryProfiler;

/// <summary>
/// Records a named block in the same report as the <c>[Profile]</c> methods: <c>using (MemoryScope.Enter("import")) { …
/// }</c>. It is for code that cannot be woven and for the aspects of other weavers.
/// </summary>
/// <remarks>
/// <para>
/// In the report a scope is a <see cref="MethodProfile"/> like any other, with one line: where it was entered.
/// Its bytes are those the thread allocated from <see cref="Enter"/> to <see cref="Dispose"/>, exact, from
/// <see cref="GC.GetAllocatedBytesForCurrentThread"/>. Scopes and woven methods nest in each other. Bytes inside a scope
/// are the scope's own (self), and those of the line around it only inclusively. Bytes in a woven method called inside
/// the scope are that method's own. A scope inside one of the same name counts once.
/// </para>
/// <para>
/// The name is the identity. All scopes of one name are one entry, which shows where the name was first entered. Use
/// fixed names; after 10,000 different ones further names are not recorded.
/// </para>
/// <para>
/// A scope ends in the method and on the thread where it began, and must not span an <c>await</c> or a <c>yield</c>. Mark
/// such a method with <c>[Profile]</c> instead. Ending it elsewhere does no harm. That is ignored on the spot, and the
/// scope is closed later with what it had counted. A note in the report names it.
/// </para>
/// <para>
/// No member throws, takes a lock on its fast path or allocates. What the first use of a name and of a thread allocates
/// is in no figure. With <c>MEMORYPROFILER=off</c> nothing is recorded. Safe to use on any number of threads at once.
/// </para>
/// </remarks>
public readonly struct MemoryScope : IDisposable
{
    readonly nint _activation;
    readonly long _entry;

    MemoryScope(nint activation, long entry)
    {
        _activation = activation;
        _entry = entry;
    }

    /// <summary>Begins a scope on the calling thread.</summary>
    /// <param name="name">What the report calls it. A null or empty one is shown as <c>(unnamed)</c> rather than thrown for: measuring must not change the program.</param>
    /// <param name="file">The source file; leave it to the compiler.</param>
    /// <param name="line">The source line; leave it to the compiler.</param>
    /// <returns>The scope, to be disposed: a <c>using</c> does so without boxing it. One that is never disposed ends with the woven method or scope around it.</returns>
    public static MemoryScope Enter(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var activation = ScopeProbe.Enter(name, file, line, out var entry);
        return new MemoryScope(activation, entry);
    }

    /// <summary>
    /// Ends the innermost open scope of a name on the calling thread, and those inside it that were left open. If there is
    /// none it ends nothing, which the report notes. For aspects whose entry and exit are two methods with nothing to pass
    /// between them.
    /// </summary>
    /// <param name="name">The name it was entered with.</param>
    public static void Exit(string name) => ScopeProbe.Exit(name);

    /// <summary>Ends the scope. A second time, on a copy or on the default value it does nothing.</summary>
    public void Dispose() => ScopeProbe.Exit(_activation, _entry);
}
