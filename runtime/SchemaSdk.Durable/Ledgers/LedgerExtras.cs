namespace SchemaSdk.Durable.Ledgers;

/// <summary>Holds what few lines of jobs have. Lines that have none of it share one.</summary>
internal sealed record LedgerExtras
{
    internal static LedgerExtras None { get; } = new();

    /// <inheritdoc cref="LedgerEntry.Input" />
    internal ReadOnlyMemory<byte> Input { get; init; }

    /// <inheritdoc cref="LedgerEntry.Result" />
    internal ReadOnlyMemory<byte> Result { get; init; }

    /// <inheritdoc cref="LedgerEntry.AttemptId" />
    internal Guid? AttemptId { get; init; }

    /// <inheritdoc cref="LedgerEntry.Owner" />
    internal string? Owner { get; init; }

    /// <inheritdoc cref="LedgerEntry.LeasedUntil" />
    internal DateTimeOffset? LeasedUntil { get; init; }

    /// <inheritdoc cref="LedgerEntry.Epoch" />
    internal long Epoch { get; init; }

    /// <inheritdoc cref="LedgerEntry.PriceUsd" />
    internal decimal? PriceUsd { get; init; }

    /// <inheritdoc cref="LedgerEntry.BudgetUsd" />
    internal decimal? BudgetUsd { get; init; }

    /// <inheritdoc cref="LedgerEntry.SettledBy" />
    internal string? SettledBy { get; init; }

    /// <inheritdoc cref="LedgerEntry.SettledAt" />
    internal DateTimeOffset? SettledAt { get; init; }

    /// <inheritdoc cref="LedgerEntry.Files" />
    internal IReadOnlyList<string> Files { get; init; } = [];

    /// <inheritdoc cref="LedgerEntry.FilesError" />
    internal string? FilesError { get; init; }

    /// <inheritdoc cref="LedgerEntry.Refusal" />
    internal LedgerRefusal? Refusal { get; init; }

    /// <inheritdoc cref="LedgerEntry.RefusalReason" />
    internal string? RefusalReason { get; init; }

    /// <summary>Returns it without input and result.</summary>
    /// <param name="state">The state of the line.</param>
    internal LedgerExtras WithoutContent(LedgerState state)
    {
        var isRefused = state == LedgerState.Refused;
        var rest = this with
        {
            AttemptId = state == LedgerState.Sending ? AttemptId : null,
            Input = default,
            Result = default,
            Refusal = isRefused ? Refusal : null,
            RefusalReason = isRefused ? RefusalReason : null,
        };
        return rest == None ? None : rest;
    }
}
