namespace MemoryProfiler;

/// <summary>
/// A method of a call path, and the line in it. A method that the JIT has put into its caller is no frame of its own: the line
/// is the caller's. Immutable, and equal by value.
/// </summary>
/// <param name="Method">The method as its source has it, with its namespace and the types of its parameters: <c>Shop.Cart.Add(int)</c>.</param>
/// <param name="File">The source file, from the assembly's symbols; null if there are none.</param>
/// <param name="Line">The line in it, from 1; 0 if it is not known.</param>
/// <param name="Kind">Whose code it is.</param>
public sealed record AllocationFrame(string Method, string? File, int Line, AllocationFrameKind Kind)
{
    /// <summary>The method, and the file's name with the line if they are known: <c>Shop.Cart.Add(int) Cart.cs:12</c>.</summary>
    public override string ToString() => File is null || Line == 0 ? Method : $"{Method} {FileName}:{Line}";

    /// <summary>The file's name without its folders. The program may have been built on another system.</summary>
    internal string? FileName => File?[(File.LastIndexOfAny(['/', '\\']) + 1)..];
}
