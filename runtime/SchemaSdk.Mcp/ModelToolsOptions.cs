using System.Security.Claims;

namespace SchemaSdk;

/// <summary>What agents may do with the models of a client.</summary>
/// <remarks>
/// The budget is <see cref="ModelClientOptions.BudgetUsd"/> of the client. A restart does not reset what was spent, because the client's
/// ledger records it.
/// </remarks>
public sealed class ModelToolsOptions
{
    /// <summary>
    /// The highest estimated price of one run, in US dollars, above zero. With a limit, a run whose price is unknown is refused. An agent
    /// can set a lower limit for its own run, but not a higher one. The actual cost may be higher than the estimate. Default: null, for no
    /// limit.
    /// </summary>
    public decimal? MaxPriceUsd { get; set; }

    /// <summary>
    /// A person must confirm a run if its estimate in US dollars is above this amount, or unknown. With 0, a person must confirm
    /// every run; with null, none. Default: 0.
    /// </summary>
    /// <remarks>Clients without elicitation cannot ask a person, so their runs are refused if a person must confirm them.</remarks>
    public decimal? ConfirmAboveUsd { get; set; } = 0;

    /// <summary>
    /// The ids of the models that agents see, in which <c>*</c> stands for any characters, as in <c>kling/*</c>. Default: empty, which
    /// means all of the client's models.
    /// </summary>
    public IList<string> Models { get; } = [];

    /// <summary>
    /// The folders from which agents may send files, with a <c>file:</c> address. Links that lead out of these folders are refused. The
    /// ledger must have an <see cref="JobLedgerOptions.InputFolder"/>. Default: empty, so agents cannot send files.
    /// </summary>
    public IList<string> FileFolders { get; } = [];

    /// <summary>
    /// Returns the customer for whom a user's runs are made and counted: <see cref="RunOptions.Customer"/>. Users of different customers do
    /// not see each other's jobs; users for whom the function returns null share their jobs. Default: null for all users.
    /// </summary>
    public Func<ClaimsPrincipal?, string?> CustomerOf { get; set; } = static _ => null;

    /// <exception cref="ArgumentOutOfRangeException">An amount is out of range.</exception>
    internal void Check()
    {
        if (MaxPriceUsd is <= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(MaxPriceUsd), MaxPriceUsd, $"MaxPriceUsd is {MaxPriceUsd}; it must be above zero, or null for no limit.");
        }

        if (ConfirmAboveUsd is < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(ConfirmAboveUsd),
                ConfirmAboveUsd,
                $"ConfirmAboveUsd is {ConfirmAboveUsd}; it must be 0 or more, or null to never ask.");
        }
    }
}
