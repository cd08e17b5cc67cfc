using System.Globalization;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>Numbers of things as people read them.</summary>
internal static class CountText
{
    /// <param name="number">How many there are.</param>
    /// <param name="what">One of them, such as "model"; its plural ends in s.</param>
    internal static string Of(long number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");
}
