namespace System.Diagnostics.CodeAnalysis;

/// <summary>Lets netstandard2.0 compile required members.</summary>
[AttributeUsage(AttributeTargets.Constructor, Inherited = false)]
sealed class SetsRequiredMembersAttribute : Attribute;
