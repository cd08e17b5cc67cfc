namespace SchemaSdk.Durable.Writing;

/// <summary>Amounts in billionths of a US dollar: whole numbers, which databases add exactly.</summary>
internal static class NanoDollars
{
    private const decimal InDollar = 1_000_000_000;

    // More than any job costs, and little enough that many of them can be added.
    private const decimal Most = 1_000_000 * InDollar;

    /// <summary>The amount that a job counts: its cost, or its price until the service has reported a cost above zero.</summary>
    // A service that bills late reports zero until it has.
    internal static long Of(LedgerEntry entry) => Of(entry.End?.CostUsd is > 0 and { } cost ? cost : entry.PriceUsd ?? 0);

    /// <summary>An amount, rounded up.</summary>
    internal static long Of(decimal dollars) =>
        (long)(dollars >= Most / InDollar ? Most : decimal.Ceiling(Math.Max(0, dollars) * InDollar));
}
