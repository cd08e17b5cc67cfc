using System.Globalization;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>Formats a count with its noun, such as "2 models".</summary>
internal static class CountText
{
    /// <param name="number">The count.</param>
    /// <param name="what">The noun in the singular. Its plural must end in s.</param>
    internal static string Of(long number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");
}
