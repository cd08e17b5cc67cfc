namespace SchemaSdk;

/// <content>The copies of files that a forgotten job has left.</content>
public abstract partial class JobLedger
{
    /// <summary>
    /// Removes the copies in <see cref="JobLedgerOptions.InputFolder"/> of a job that this ledger has forgotten. A ledger that forgets jobs
    /// calls it for each of them, afterwards. Copies of a later call with the key of the job stay: those that were written after
    /// <paramref name="changedAt"/>, and all of them if the ledger has the key again, or if it is being submitted in this process.
    /// </summary>
    /// <param name="key">The key of the job.</param>
    /// <param name="changedAt">
    /// The time until which copies are those of the job: that of its last line. The clock that dates files, as that of a file server, may
    /// be ahead of the one that dates lines. So the ledgers of this library add an hour, or half of the time for which they keep such jobs
    /// if that is less: a later call comes after the job is forgotten.
    /// </param>
    /// <param name="cancellationToken">Ends it. What was removed by then is gone.</param>
    /// <exception cref="ModelLedgerException">
    /// They cannot be removed, the whole folder is missing, or the ledger cannot be read.
    /// </exception>
    protected async ValueTask RemoveCopiesAsync(string key, DateTimeOffset changedAt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (Options.Inputs is not { } folder)
        {
            return;
        }

        try
        {
            if (folder.Has(key) && Claims.TryTake(key, out _))
            {
                await RemoveForgottenAsync(folder, key, changedAt, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelLedgerException(
                $"The job \"{ErrorText.Cut(key)}\" was forgotten, and copies of its files could not be removed from the folder "
                + $"\"{ErrorText.Cut(folder.Path)}\": {ErrorText.Cut(exception.Message)} Remove them by hand.",
                exception)
            {
                Key = key,
            };
        }
    }

    private async Task RemoveForgottenAsync(
        InputCopies folder, string key, DateTimeOffset until, CancellationToken cancellationToken)
    {
        try
        {
            if (await FindAsync(key, cancellationToken).ConfigureAwait(false) is null)
            {
                folder.Remove(key, until);
            }
        }
        finally
        {
            Claims.Release(key);
        }
    }
}
