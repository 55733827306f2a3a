namespace System.Runtime.CompilerServices;

/// <summary>Lets netstandard2.0 compile records.</summary>
static class IsExternalInit;
