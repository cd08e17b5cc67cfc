using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SchemaSdk.Mcp.Files;

/// <summary>The address of a job's file: <c>schemasdk://jobs/{key}/files/{n}</c>.</summary>
internal static class JobFileAddress
{
    internal const string Template = "schemasdk://jobs/{key}/files/{n}";

    private const string Start = "schemasdk://jobs/";
    private const string Middle = "/files/";

    internal static string Of(string key, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Start}{Uri.EscapeDataString(key)}{Middle}{number}");

    internal static bool TryRead(string? address, [NotNullWhen(true)] out string? key, out int number)
    {
        (key, number) = (null, 0);
        if (address is null || !address.StartsWith(Start, StringComparison.Ordinal)
            || address.IndexOf(Middle, Start.Length, StringComparison.Ordinal) is not (> 0 and var middle)
            || !int.TryParse(address.AsSpan(middle + Middle.Length), NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return false;
        }

        key = Uri.UnescapeDataString(address[Start.Length..middle]);
        return key.Length > 0;
    }
}
