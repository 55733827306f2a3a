namespace MemoryProfiler.Sites.Code;

/// <summary>A method as the runtime describes its machine code.</summary>
/// <param name="Module">The path of its module; null if that has none, or is not known.</param>
/// <param name="Token">Its token in the module.</param>
/// <param name="Type">The runtime's name of its type.</param>
/// <param name="Name">Its own name.</param>
/// <param name="IlOffset">Where the IL begins that the address is of; -1 if it is not known.</param>
/// <param name="IlEnd">Where it ends: the compiler does not say more. It may be of several statements.</param>
readonly record struct CodeMethod(string? Module, int Token, string Type, string Name, int IlOffset, int IlEnd);
