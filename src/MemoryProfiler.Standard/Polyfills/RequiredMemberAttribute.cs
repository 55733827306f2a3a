namespace System.Runtime.CompilerServices;

/// <summary>Lets netstandard2.0 compile required members.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
sealed class RequiredMemberAttribute : Attribute;
