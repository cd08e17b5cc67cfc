using System.Globalization;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>Writes counts of things.</summary>
internal static class CountText
{
    /// <param name="number">How many there are.</param>
    /// <param name="what">The singular, such as "model"; its plural must end in s.</param>
    internal static string Of(long number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");
}
