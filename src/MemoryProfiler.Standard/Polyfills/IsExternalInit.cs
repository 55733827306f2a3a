namespace System.Runtime.CompilerServices;

/// <summary>Stands in the signatures of init accessors. The library for .NET forwards it, so that they are the same there.</summary>
static class IsExternalInit;
