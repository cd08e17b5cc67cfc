using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>Validates options whose value is a number.</summary>
// Custom parsers are needed, because System.CommandLine reads "1,5" as 15, and its validators throw if a value is not a number.
internal static class GivenNumbers
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>Makes an option accept only certain numbers.</summary>
    /// <param name="option">The option.</param>
    /// <param name="meaning">The accepted numbers in words for the error message, such as "a number of seconds".</param>
    /// <param name="fits">Returns true if the number is accepted.</param>
    internal static void AcceptNumber<T>(this Option<T> option, string meaning, Func<T, bool> fits)
        where T : struct, INumber<T> => option.CustomParser = result => Read(result, option.Name, meaning, fits);

    /// <summary>Makes an option accept only certain numbers. If the option is not given, its value can be null.</summary>
    internal static void AcceptNumber<T>(this Option<T?> option, string meaning, Func<T, bool> fits)
        where T : struct, INumber<T> => option.CustomParser = result => Read(result, option.Name, meaning, fits);

    private static T Read<T>(ArgumentResult result, string name, string meaning, Func<T, bool> fits)
        where T : struct, INumber<T>
    {
        var typed = result.Tokens is [var token] ? token.Value : "";
        if (T.TryParse(typed, Style, CultureInfo.InvariantCulture, out var number) && fits(number))
        {
            return number;
        }

        result.AddError($"{name} must be {meaning}, not '{typed}'.");
        return default;
    }
}
