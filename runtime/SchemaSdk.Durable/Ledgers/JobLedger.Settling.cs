namespace SchemaSdk;

/// <content>The end of what is unknown.</content>
public abstract partial class JobLedger
{
    /// <summary>The largest number of characters in the name of the one who settles.</summary>
    internal const int MaxByLength = ErrorText.MaxLength;

    private const int MaxIdLength = 1_000;

    /// <summary>Records what became of a job of unknown outcome; if it was not accepted, its key may be submitted again.</summary>
    /// <param name="key">The key of the job.</param>
    /// <param name="requestId">The id that the service gave it, in 1,000 characters or less; null: the service did not accept it.</param>
    /// <param name="by">The person or program that says so, in 300 characters or less: <see cref="LedgerSettled.By"/>.</param>
    /// <param name="cancellationToken">Ends the wait; whether it was recorded is then not known.</param>
    /// <returns>The job as it is now.</returns>
    /// <exception cref="ArgumentException">A text is empty or too long, or the id has a part that no id of a service has.</exception>
    /// <exception cref="ModelLedgerException">No job of the key is unknown, another has the id, or the ledger fails.</exception>
    public async ValueTask<LedgerEntry> SettleAsync(
        string key, string? requestId, string by, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        CheckText(by, MaxByLength, nameof(by));
        if (requestId is not null)
        {
            CheckText(requestId, MaxIdLength, nameof(requestId));
            if (!MayBeId(requestId))
            {
                throw new ArgumentException(
                    $"\"{ErrorText.Cut(requestId)}\" cannot be a request id: that is text without blanks, control characters and what "
                    + "divides an address, as '/' does. Nothing was recorded.",
                    nameof(requestId));
            }

            if (await FindByRequestAsync(requestId, cancellationToken).ConfigureAwait(false) is { } other && other.Key != key)
            {
                throw new ModelLedgerException(
                    $"The id '{ErrorText.Cut(requestId)}' is that of the job '{ErrorText.Cut(other.Key)}', and one id is of one job. "
                    + $"The job '{ErrorText.Cut(key)}' is unknown as before.");
            }
        }

        var known = await FindAsync(key, cancellationToken).ConfigureAwait(false)
            ?? throw new ModelLedgerException($"The ledger has no job '{ErrorText.Cut(key)}'. List its jobs, and look at the spelling.");
        if (known.State != LedgerState.Unknown)
        {
            throw new ModelLedgerException(
                $"The job '{ErrorText.Cut(key)}' is {known.State}, and only one that is {LedgerState.Unknown} can be settled.");
        }

        var fact = requestId is null
            ? LedgerFact.Refused(RefusedBy(LedgerRefusal.Person, $"{by} said that the service did not accept it."), by)
            : LedgerFact.Accepted(requestId, by);
        var job = new JobRecord(this, known);
        await job.SettleAsync(fact).WaitAsync(cancellationToken).ConfigureAwait(false);
        return job.Entry;
    }

    // What is recorded cannot be taken back. At every service, an id is a part of an address as it is.
    private static bool MayBeId(string text) => text is not ("." or "..")
        && text.AsSpan().IndexOfAny("/\\?#%") < 0
        && !text.Any(static character => char.IsWhiteSpace(character) || char.IsControl(character));

    private static void CheckText(string text, int most, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(text, name);
        if (text.Length > most)
        {
            throw new ArgumentException(
                $"\"{ErrorText.Cut(text)}\" has {text.Length} characters, and a ledger takes {most}. Nothing was recorded.", name);
        }
    }
}
