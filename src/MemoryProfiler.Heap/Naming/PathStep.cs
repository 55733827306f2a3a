namespace MemoryProfiler.Naming;

/// <summary>A step of a path.</summary>
/// <param name="Text">The root, an object with the field that leads on, or the object at the end.</param>
/// <param name="Node">The object; -1 of a root.</param>
/// <param name="Leads">How many of the path's objects this step and those before it lead to.</param>
readonly record struct PathStep(string Text, int Node, int Leads);
