namespace SchemaSdk.Services;

/// <summary>Reads and formats amounts in US dollars. They are decimals, so that three times 0.1 is exactly 0.3.</summary>
internal static class Dollars
{
    /// <summary>The largest amount that is accepted. This limit keeps sums and products of amounts in range.</summary>
    internal const decimal Most = 1_000_000_000;

    /// <summary>Reads a JSON number, or a number in a JSON string; null if the value is negative, too large or not a number.</summary>
    internal static decimal? Read(ReadOnlySpan<byte> json) =>
        decimal.TryParse(json.Trim((byte)'"'), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            && amount is >= 0 and <= Most ? amount : null;

    /// <summary>Formats an amount with two decimals, or with up to twelve if it has more than two.</summary>
    internal static string Write(decimal amount) => string.Create(
        CultureInfo.InvariantCulture, $"{(amount < 0 ? "-" : "")}${Math.Abs(amount):0.00##########}");
}
