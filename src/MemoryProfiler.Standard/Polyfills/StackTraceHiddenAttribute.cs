namespace System.Diagnostics;

/// <summary>Later runtimes know it by its name.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Struct, Inherited = false)]
sealed class StackTraceHiddenAttribute : Attribute;
