namespace System;

/// <summary>The framework's, as far as it is used.</summary>
static class HashCode
{
    public static int Combine(params object?[] values) => values.Aggregate(17, (hash, value) => unchecked((hash * 31) + (value?.GetHashCode() ?? 0)));
}
