namespace MemoryProfiler;

/// <summary>Tells a test runner that an exception is a failed assertion and no error: xunit.v3 looks for an interface of this name, in any namespace.</summary>
interface IAssertionException;
