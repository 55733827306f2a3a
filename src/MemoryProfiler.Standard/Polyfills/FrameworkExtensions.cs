using System.Runtime.CompilerServices;

namespace System;

/// <summary>What later frameworks have on types that are here too, as far as it is used.</summary>
static class FrameworkExtensions
{
    extension(ArgumentNullException)
    {
        public static void ThrowIfNull(object? argument, [CallerArgumentExpression(nameof(argument))] string? name = null)
        {
            if (argument is null)
                throw new ArgumentNullException(name);
        }
    }

    extension(ArgumentOutOfRangeException)
    {
        public static void ThrowIfNegative(int value, [CallerArgumentExpression(nameof(value))] string? name = null)
        {
            if (value < 0)
                throw new ArgumentOutOfRangeException(name);
        }
    }

    extension(Enum)
    {
        public static bool IsDefined<T>(T value)
            where T : struct, Enum => Enum.IsDefined(typeof(T), value);

        public static string[] GetNames<T>()
            where T : struct, Enum => Enum.GetNames(typeof(T));
    }

    extension(string)
    {
        public static string Create(IFormatProvider provider, FormattableString text) => text.ToString(provider);
    }
}
