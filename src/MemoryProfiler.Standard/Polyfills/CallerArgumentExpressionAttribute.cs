namespace System.Runtime.CompilerServices;

/// <summary>The compiler knows it by its name.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
sealed class CallerArgumentExpressionAttribute(string parameterName) : Attribute
{
    public string ParameterName { get; } = parameterName;
}
