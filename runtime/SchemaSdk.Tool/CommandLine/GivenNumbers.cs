using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>Options that take a number.</summary>
// System.CommandLine reads "1,5" as 15, and its validators throw where a value is not a number.
internal static class GivenNumbers
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>Limits an option to the numbers that fit.</summary>
    /// <param name="option">The option.</param>
    /// <param name="meaning">What it takes, such as "a number of seconds".</param>
    /// <param name="fits">Returns true for a number that it takes.</param>
    internal static void AcceptNumber<T>(this Option<T> option, string meaning, Func<T, bool> fits)
        where T : struct, INumber<T> => option.CustomParser = result => Read(result, option.Name, meaning, fits);

    /// <summary>Limits an option that can be left out to the numbers that fit.</summary>
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

        result.AddError($"{name} is {meaning}, and not '{typed}'.");
        return default;
    }
}
