namespace SchemaSdk;

/// <content>Settling unknown jobs.</content>
public abstract partial class JobLedger
{
    /// <summary>The largest number of characters in the name of the person or program that settles a job.</summary>
    internal const int MaxByLength = ErrorText.MaxLength;

    private const int MaxIdLength = 1_000;

    /// <summary>Records whether the service accepted a job of unknown outcome. If it did not, the key may be submitted again.</summary>
    /// <param name="key">The key of the job.</param>
    /// <param name="requestId">The request id of the job, up to 1,000 characters; null if the service did not accept it.</param>
    /// <param name="by">The person or program that reports this, up to 300 characters; see <see cref="LedgerSettled.By"/>.</param>
    /// <param name="cancellationToken">Ends the wait. The outcome may still be recorded.</param>
    /// <returns>The updated job.</returns>
    /// <exception cref="ArgumentException">A text is empty or too long, or the id has characters that no request id has.</exception>
    /// <exception cref="ModelLedgerException">The job is not unknown, another job has the request id, or the ledger fails.</exception>
    public ValueTask<LedgerEntry> SettleAsync(
        string key, string? requestId, string by, CancellationToken cancellationToken = default) =>
        SettleAttemptAsync(key, requestId, by, attempt: null, cancellationToken);

    // attempt: the number of the attempt that is settled; null for the last one.
    internal async ValueTask<LedgerEntry> SettleAttemptAsync(
        string key, string? requestId, string by, int? attempt, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        CheckText(by, MaxByLength, nameof(by));
        if (requestId is not null)
        {
            CheckText(requestId, MaxIdLength, nameof(requestId));
            if (!MayBeId(requestId))
            {
                throw new ArgumentException(
                    $"\"{ErrorText.Cut(requestId)}\" is not a valid request id: it must not have blanks, control characters or URL "
                    + "delimiters such as '/'. Nothing was recorded.",
                    nameof(requestId));
            }

            if (await FindByRequestAsync(requestId, cancellationToken).ConfigureAwait(false) is { } other && other.Key != key)
            {
                throw new ModelLedgerException(
                    $"The id '{ErrorText.Cut(requestId)}' belongs to the job '{ErrorText.Cut(other.Key)}', and each id belongs to one job "
                    + $"only. The job '{ErrorText.Cut(key)}' is still unknown.");
            }
        }

        var known = await FindAsync(key, cancellationToken).ConfigureAwait(false)
            ?? throw new ModelLedgerException($"The ledger has no job '{ErrorText.Cut(key)}'. List its jobs, and check the spelling.");
        if (known.State != LedgerState.Unknown)
        {
            throw new ModelLedgerException(
                $"The job '{ErrorText.Cut(key)}' is {known.State}, but only a job that is {LedgerState.Unknown} can be settled.");
        }

        if (attempt is { } number && known.Attempts != number)
        {
            throw new ModelLedgerException(
                $"The job '{ErrorText.Cut(key)}' was sent again: attempt {known.Attempts} is {LedgerState.Unknown}, not attempt {number}.");
        }

        var fact = requestId is null
            ? LedgerFact.Refused(RefusedBy(LedgerRefusal.Person, $"{by} said that the service did not accept it."), by)
            : LedgerFact.Accepted(requestId, by);
        var job = new JobRecord(this, known);
        await job.SettleAsync(fact).WaitAsync(cancellationToken).ConfigureAwait(false);
        return job.Entry;
    }

    // The id is checked, because a recorded id cannot be taken back, and the profile of each service puts the id into a URL without
    // escaping.
    private static bool MayBeId(string text) => text is not ("." or "..")
        && text.AsSpan().IndexOfAny("/\\?#%") < 0
        && !text.Any(static character => char.IsWhiteSpace(character) || char.IsControl(character));

    private static void CheckText(string text, int most, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(text, name);
        if (text.Length > most)
        {
            throw new ArgumentException(
                $"\"{ErrorText.Cut(text)}\" has {text.Length} characters, but at most {most} are allowed. Nothing was recorded.", name);
        }
    }
}
